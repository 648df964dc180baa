import type { ComponentChildren } from "preact";
import type { DeskFigures } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { FiguresKey } from "../../shared/i18n/ru/figures";
import { useNow } from "../../shared/shell/use_now";
import { Button } from "../../shared/ui/button";
import { users } from "../../shared/ui/icons";
import { durationText } from "../../shared/ui/inbox/moments";
import type { Desk } from "../desk";
import { answerParts } from "./figures";
import "./figures.css";

/** A wait of this long stands out. */
const LONG_MS = 10 * 60_000;

/** Over the desk: who waits, how fast is answered, how many are here. Nothing until it is known. */
export function FiguresStrip({ desk }: { desk: Desk }) {
  const { t } = useTexts<FiguresKey>();
  const state = desk.figures.state.value;
  const figures = state.name === "ready" ? state.data : null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section class="figures" aria-label={t("figures.name")} tabIndex={0}>
      {state.name === "failed" && (
        <Button tone="quiet" size="small" onClick={() => void desk.figures.load()}>
          {t("figures.again")}
        </Button>
      )}
      {figures && <Shown desk={desk} figures={figures} />}
    </section>
  );
}

function Shown({ desk, figures }: { desk: Desk; figures: DeskFigures }) {
  const { t, language } = useTexts<FiguresKey>();
  const now = useNow(desk.session.chat);
  const { longest_waiting_since: since, rating_week: rating, people } = figures;
  const wait = since ? now - Date.parse(since) : null;
  const took = useTook();
  const here = people.filter(({ presence }) => presence === "online").length;
  return (
    <>
      <dl class="figures__list">
        <Figure name="figures.waiting" isLate={wait !== null && wait > LONG_MS}>
          {figures.waiting_now}
          {wait !== null && (
            <span class="figures__about">{t("figures.longest", { duration: durationText(language, wait) })}</span>
          )}
        </Figure>
        <Figure name="figures.first_answer">
          {took(figures.first_answer_today_seconds)}
          <span class="figures__about">{t("figures.week", { value: took(figures.first_answer_week_seconds) })}</span>
        </Figure>
        <Figure name="figures.resolved">{figures.resolved_today}</Figure>
        <Figure name="figures.rating">
          {rating ? t("figures.stars", { stars: rating.stars }) : "—"}
          {rating && <span class="figures__about">{t("figures.ratings", { count: rating.count })}</span>}
        </Figure>
        <Figure name="figures.open">{figures.counts.open}</Figure>
      </dl>
      <Button
        tone="quiet"
        size="small"
        icon={users}
        onClick={() => {
          desk.sheet.value = "people";
        }}
      >
        {t("figures.here", { count: here })}
      </Button>
    </>
  );
}

interface FigureProps {
  name: FiguresKey;
  isLate?: boolean;
  children: ComponentChildren;
}

function Figure({ name, isLate, children }: FigureProps) {
  const { t } = useTexts<FiguresKey>();
  return (
    <div class={`figures__one${isLate ? " figures__one--late" : ""}`}>
      <dt>{t(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How long something took; a dash where there was nothing to measure. */
export function useTook(): (seconds: number | null) => string {
  const { t } = useTexts<FiguresKey>();
  return (seconds) => {
    if (seconds === null) return "—";
    const { unit, count } = answerParts(seconds);
    return t(`figures.${unit}`, { count });
  };
}
