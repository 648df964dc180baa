import { useTexts } from "../../shared/i18n/context";
import type { OwnKey } from "../../shared/i18n/ru/own";
import { Button, IconButton } from "../../shared/ui/button";
import { Field } from "../../shared/ui/field";
import { plus, trash } from "../../shared/ui/icons";
import type { HoursForm, HoursProblem, SpecialDay } from "./hours";
import type { Own } from "./own";
import { SpansView } from "./spans_view";

export interface SpecialDaysProps {
  own: Own;
  form: HoursForm;
  problem: Extract<HoursProblem, { at: "special" }> | null;
}

/** Days on which the week does not hold. */
export function SpecialDays({ own, form, problem }: SpecialDaysProps) {
  const { t, date } = useTexts<OwnKey>();
  const put = (special: readonly SpecialDay[]) => own.change({ special });
  return (
    <div class="stack">
      <p class="field__label">{t("own.exceptions")}</p>
      <p class="soft small">{t("own.exceptions_hint")}</p>
      {form.special.map((one, at) => {
        const name = one.day ? date(`${one.day}T12:00:00Z`, "day", "UTC") : t("own.day");
        const isWrong = problem !== null && ("day" in problem ? problem.day === one.day : !one.day);
        const replace = (part: Partial<SpecialDay>) =>
          put(form.special.map((other, place) => (place === at ? { ...other, ...part } : other)));
        return (
          <div key={at} class="own__special">
            <Field
              type="date"
              label={t("own.day")}
              value={one.day}
              error={isWrong && problem?.what === "missing" ? t("own.day_missing") : null}
              onValue={(day) => replace({ day })}
            />
            <SpansView
              name={name}
              spans={one.spans}
              error={
                isWrong && problem && problem.what !== "missing" ? t(`own.span_${problem.what}`, { day: name }) : null
              }
              onSpans={(spans) => replace({ spans })}
            />
            <IconButton
              icon={trash}
              label={t("own.remove_day", { day: name })}
              onClick={() => put(form.special.filter((_, place) => place !== at))}
            />
          </div>
        );
      })}
      <div class="row">
        <Button
          tone="secondary"
          size="small"
          icon={plus}
          onClick={() => put([...form.special, { day: "", spans: [] }])}
        >
          {t("own.add_day")}
        </Button>
      </div>
    </div>
  );
}
