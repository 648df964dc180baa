/** Who can be asked now: the server draws it, this keeps it true while the page is looked at. */

import type { AstrologerCard } from "../contracts/openapi";
import { createApi } from "../shared/api";
import * as en from "../shared/i18n/en/site";
import { createI18n, type Language } from "../shared/i18n/i18n";
import * as ru from "../shared/i18n/ru/site";

export type Shown = "online" | "offline" | "busy" | "away";

const EVERY_MS = 60_000;

/** What an astrologer says of themselves goes before what the connection says. */
export function shownState({ availability, presence }: Pick<AstrologerCard, "availability" | "presence">): Shown {
  return availability.state === "available" ? presence : availability.state;
}

/** A time for today, a day for later. */
export function returnStyle(until: string, now: Date): "time" | "day" {
  return new Date(until).toDateString() === now.toDateString() ? "time" : "day";
}

export function keepAvailabilityLive(language: Language): void {
  const marks = [...document.querySelectorAll<HTMLElement>("[data-availability]")];
  if (marks.length === 0) return;
  const api = createApi();
  const texts = createI18n(language, { ru: ru.site, en: en.site });

  const draw = (mark: HTMLElement, person: AstrologerCard) => {
    const state = shownState(person);
    const { until } = person.availability;
    mark.className = `availability availability--${state}`;
    const dot = state === "busy" ? "away" : state;
    mark.querySelector(".presence")?.setAttribute("class", `presence presence--${dot}`);
    mark.querySelector("[data-availability-full]")?.toggleAttribute("hidden", person.takes_new);
    const text = mark.querySelector("[data-availability-text]");
    if (!text) return;
    const word = texts.t(`site.${state}`);
    const when = until ? texts.t("site.until", { when: texts.date(until, returnStyle(until, new Date())) }) : "";
    text.textContent = when ? `${word}, ${when}` : word;
  };
  const refresh = async () => {
    if (document.visibilityState !== "visible") return;
    const answer = await api.call("GET /api/astrologers", { query: { limit: 100 } });
    if (!answer.ok) return;
    const people = new Map(answer.data.items.map((person) => [person.slug, person]));
    for (const mark of marks) {
      const person = people.get(mark.dataset.availability ?? "");
      if (person) draw(mark, person);
    }
  };
  setInterval(refresh, EVERY_MS);
  document.addEventListener("visibilitychange", refresh);
}
