import { useEffect, useState } from "preact/hooks";
import type { Availability } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { OwnKey } from "../shared/i18n/ru/own";
import { useChat } from "../shared/ui/chat/use_chat";
import { Icon } from "../shared/ui/icon";
import { check, chevronDown, clock, star } from "../shared/ui/icons";
import { Presence } from "../shared/ui/mark";
import { Menu } from "../shared/ui/menu";
import type { Desktop } from "./desktop";

export const STATES = ["available", "busy", "away"] as const;
export const DOTS = { available: "online", busy: "away", away: "offline" } as const;

/** What clients see of whether one is there; said by oneself, live to everybody. */
export function AvailabilitySwitch({ desktop }: { desktop: Desktop }) {
  const { t, date } = useTexts<ConsoleKey | OwnKey>();
  const { chat, user, toasts } = desktop.session;
  const known = useChat(chat, (state) => state.availability.get(user.id));
  const [asked, setAsked] = useState<Availability["state"] | null>(null);
  // What holds by now is what counts: it may be another one since, by the hours or from another device.
  useEffect(() => setAsked(null), [known]);
  const state = asked ?? known?.state ?? "available";
  const until = asked === null ? known?.until : null;
  const isToday = until && new Date(until).toDateString() === new Date(chat.now()).toDateString();
  const words = until ? t("own.away_until", { when: date(until, isToday ? "time" : "day") }) : t(`console.${state}`);
  const show = (part: "hours" | "figures") => () => {
    desktop.ownPart.value = part;
  };
  const choose = async (next: Availability["state"]) => {
    setAsked(next);
    const answer = await chat.setAvailability(next);
    if (!answer.ok) {
      setAsked(null);
      toasts.notify(t("console.availability_failed"), "danger");
    }
  };
  return (
    <Menu
      items={[
        ...STATES.map((one) => ({
          label: t(`console.${one}`),
          ...(one === state ? { icon: check } : {}),
          onSelect: () => void choose(one),
        })),
        { label: t("own.back_at"), icon: clock, onSelect: show("hours") },
        { label: t("own.figures"), icon: star, onSelect: show("figures") },
      ]}
      button={(attributes) => (
        <button
          type="button"
          class="button button--quiet button--small availability-switch"
          aria-label={`${t("console.availability")}: ${t(`console.${state}`)}${until ? `, ${words}` : ""}`}
          {...attributes}
        >
          <Presence state={DOTS[state]} />
          <span class="shell__word">{words}</span>
          <Icon of={chevronDown} small />
        </button>
      )}
    />
  );
}
