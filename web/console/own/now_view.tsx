import { useState } from "preact/hooks";
import type { OwnSettings } from "../../contracts/openapi";
import { DOTS, STATES } from "../../shared/availability/availability_menu";
import type { Availability } from "../../shared/chat/chat";
import { useTexts } from "../../shared/i18n/context";
import type { OwnKey } from "../../shared/i18n/ru/own";
import { Button } from "../../shared/ui/button";
import { useChat } from "../../shared/ui/chat/use_chat";
import { Field, FieldFrame } from "../../shared/ui/field";
import { Presence } from "../../shared/ui/mark";
import { Banner } from "../../shared/ui/surface";
import type { Desktop } from "../desktop";
import { RETURNS, type Return, returnAt } from "./returning";

type State = Availability["state"];

const WORDS = { available: "own.now_online", busy: "own.now_busy", away: "own.now_away" } as const;
const RETURN_WORDS = {
  open: "own.return_open",
  minutes_30: "own.return_minutes",
  hours_1: "own.return_hours",
  hours_3: "own.return_hours",
  tomorrow: "own.return_tomorrow",
  other: "own.return_other",
} as const;
const COUNTS: Partial<Record<Return, number>> = { minutes_30: 30, hours_1: 1, hours_3: 3 };

/** What clients see of whether one is there, and saying something else: with the moment of coming back. */
export function NowView({ desktop, settings }: { desktop: Desktop; settings: OwnSettings }) {
  const i18n = useTexts<OwnKey>();
  const { t, date } = i18n;
  const { chat, user } = desktop.session;
  const present = useChat(chat, (known) => known.availability.get(user.id)) ?? settings.availability;
  const [state, setState] = useState<State>(present.state);
  const [back, setBack] = useState<Return>("hours_1");
  const [typed, setTyped] = useState("");
  const [result, setResult] = useState<"busy" | "shown" | { failed: string } | null>(null);
  const until = state === "available" ? null : returnAt(back, chat.now(), typed);
  const show = async () => {
    if (until === undefined) return;
    setResult("busy");
    const answer = await chat.setAvailability(state, until?.toISOString());
    if (answer.ok) void desktop.own.settings.load();
    setResult(answer.ok ? "shown" : { failed: i18n.error(answer.error) });
  };
  const changed =
    <Change,>(set: (value: Change) => void) =>
    (value: Change) => {
      setResult(null);
      set(value);
    };
  return (
    <fieldset class="stack own__part">
      <legend class="own__title">{t("own.now")}</legend>
      <p class="own__now">
        <Presence state={DOTS[present.state]} />
        <strong>{t(WORDS[present.state])}</strong>
        {present.until && <span>{t("own.until", { when: date(present.until, "moment") })}</span>}
        {settings.by_hours && <span class="faint small">{t("own.by_hours")}</span>}
      </p>
      <div class="own__say">
        {STATES.map((one) => (
          <label key={one} class="check">
            <input type="radio" name="availability" checked={one === state} onChange={() => changed(setState)(one)} />
            <span>{t(WORDS[one])}</span>
          </label>
        ))}
      </div>
      {state !== "available" && (
        <div class="own__return">
          <FieldFrame label={t("own.return")}>
            {(control) => (
              <select
                {...control}
                value={back}
                onChange={(event) => changed(setBack)(event.currentTarget.value as Return)}
              >
                {RETURNS.map((one) => (
                  <option key={one} value={one}>
                    {t(RETURN_WORDS[one], { count: COUNTS[one] ?? 0 })}
                  </option>
                ))}
              </select>
            )}
          </FieldFrame>
          {back === "other" && (
            <Field
              type="datetime-local"
              label={t("own.return_at")}
              value={typed}
              error={typed && until === undefined ? t("own.return_past") : null}
              onValue={changed(setTyped)}
            />
          )}
        </div>
      )}
      {typeof result === "object" && result && <Banner tone="danger">{result.failed}</Banner>}
      <div class="row row--wrap">
        <Button tone="secondary" busy={result === "busy"} disabled={until === undefined} onClick={() => void show()}>
          {t("own.show")}
        </Button>
        <span class="soft small" role="status">
          {result === "shown" && t("own.shown")}
        </span>
      </div>
    </fieldset>
  );
}
