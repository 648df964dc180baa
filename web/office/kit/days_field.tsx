import { useTexts } from "../../shared/i18n/context";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button, IconButton } from "../../shared/ui/button";
import { Check, Field } from "../../shared/ui/field";
import { plus, trash } from "../../shared/ui/icons";
import { Labelled } from "./choices";

/** A day with hours of its own; with neither it is a day off. */
export interface OwnDay {
  readonly date: string;
  readonly opens: string | null;
  readonly closes: string | null;
}

interface DaysFieldProps {
  label: string;
  hint: string | undefined;
  name: string;
  value: readonly OwnDay[];
  onValue: (days: readonly OwnDay[]) => void;
  error: (path: string) => string | null;
}

/** Holidays and days with other hours. */
export function DaysField({ label, hint, name, value, onValue, error }: DaysFieldProps) {
  const { t } = useTexts<OfficeKey>();
  const put = (index: number, day: OwnDay) => onValue(value.with(index, day));
  return (
    <Labelled label={label} error={error(name)}>
      {hint && <p class="field__hint">{hint}</p>}
      <ul class="office__own-days">
        {value.map((day, index) => (
          <li key={index} class="office__own-day">
            <Field
              type="date"
              label={t("office.own_day")}
              value={day.date}
              onValue={(date) => put(index, { ...day, date })}
              error={error(`${name}.${index}`) ?? error(`${name}.${index}.date`)}
              required
            />
            <Check
              checked={day.opens === null}
              onChecked={(off) => put(index, { ...day, opens: off ? null : "10:00", closes: off ? null : "16:00" })}
            >
              {t("office.own_day_off")}
            </Check>
            {day.opens !== null && (
              <>
                <Field
                  type="time"
                  label={t("office.rules_opens")}
                  value={day.opens}
                  onValue={(opens) => put(index, { ...day, opens })}
                  error={error(`${name}.${index}.opens`)}
                />
                <Field
                  type="time"
                  label={t("office.rules_closes")}
                  value={day.closes ?? ""}
                  onValue={(closes) => put(index, { ...day, closes })}
                  error={error(`${name}.${index}.closes`)}
                />
              </>
            )}
            <IconButton
              icon={trash}
              label={t("office.own_day_remove", { day: day.date || String(index + 1) })}
              onClick={() => onValue(value.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ul>
      <Button
        tone="secondary"
        size="small"
        icon={plus}
        onClick={() => onValue([...value, { date: "", opens: null, closes: null }])}
      >
        {t("office.own_day_add")}
      </Button>
    </Labelled>
  );
}
