import { useTexts } from "../../shared/i18n/context";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Check, FieldFrame, Field as Input } from "../../shared/ui/field";
import type { Office } from "../office";
import { NumberField, OptionalNumber } from "./amounts";
import { Choice, Choices, Labelled } from "./choices";
import { DaysField, type OwnDay } from "./days_field";
import type { Editing } from "./editing";
import type { Field, FormatOffer, Lasting, Money, Words } from "./fields";
import { FormatsField } from "./formats_field";
import { MarkdownField } from "./markdown_field";
import { localOf, momentOf } from "./moments";
import { TextField, TextsField } from "./text_fields";

export interface ControlProps {
  office: Office;
  editing: Editing;
  field: Field;
}

/** A field of the table, as its kind is shown; below it what somebody else has saved meanwhile. */
export function Control({ office, editing, field }: ControlProps) {
  const { t, money } = useTexts<OfficeKey>();
  const { name } = field;
  const theirs = editing.theirs.value;
  const saved =
    field.kind === "money" && name in theirs
      ? money((theirs[name] as Money | null) ?? { amount: 0, currency: "RUB" })
      : told(theirs[name]);
  return (
    <div class="stack stack--tight office__field">
      <Kinds office={office} editing={editing} field={field} />
      {name in theirs && <p class="office__theirs small">{t("office.theirs", { value: saved })}</p>}
    </div>
  );
}

function Kinds({ office, editing, field }: ControlProps) {
  const { t } = useTexts<OfficeKey>();
  const { name } = field;
  const value = editing.values.value[name];
  const error = (path: string) => editing.problem.value?.of(path) ?? null;
  const set = (next: unknown) => editing.set(name, next);
  const label = t(field.label);
  const hint = field.hint && t(field.hint);
  switch (field.kind) {
    case "word":
      return (
        <Input
          label={label}
          hint={hint}
          required
          value={String(value ?? "")}
          onValue={set}
          error={error(name)}
          {...(field.inputMode ? { inputMode: field.inputMode } : {})}
        />
      );
    case "time":
      return (
        <Input
          label={label}
          hint={hint}
          required
          inputMode="numeric"
          maxLength={5}
          placeholder="09:00"
          value={String(value ?? "")}
          onValue={set}
          error={error(name) ?? (field.also ? error(field.also) : null)}
        />
      );
    case "days":
      return <DaysField label={label} hint={hint} name={name} value={value as OwnDay[]} onValue={set} error={error} />;
    case "text":
      return field.many ? (
        <TextsField
          label={label}
          name={name}
          value={value as Words[]}
          onValue={set}
          error={error}
          long={!!field.long}
        />
      ) : (
        <TextField label={label} name={name} value={value as Words} onValue={set} error={error} long={!!field.long} />
      );
    case "markdown":
      return (
        <MarkdownField
          office={office}
          label={label}
          name={name}
          value={value as Words}
          onValue={set}
          error={error}
          facts={!!field.facts}
        />
      );
    case "number":
      return (
        <OptionalNumber label={label} hint={hint} value={value as number | null} onValue={set} error={error(name)} />
      );
    case "money": {
      if (field.optional) {
        const amount = value as Money | null;
        return (
          <OptionalNumber
            label={label}
            hint={hint}
            value={amount && amount.amount / 100}
            onValue={(roubles) => set(roubles === null ? null : { amount: Math.round(roubles * 100), currency: "RUB" })}
            error={error(name) ?? error(`${name}.amount`)}
          />
        );
      }
      const price = value as Money;
      return (
        <NumberField
          label={label}
          value={price.amount / 100}
          onValue={(roubles) => set({ ...price, amount: Math.round(roubles * 100) })}
          error={error(`${name}.amount`)}
        />
      );
    }
    case "validity": {
      const lasting = value as Lasting;
      return (
        <Labelled label={label} error={error(name)}>
          <div class="office__pair office__pair--numbers">
            <NumberField
              label={t("office.months")}
              value={lasting.months}
              onValue={(months) => set({ ...lasting, months })}
              error={error(`${name}.months`)}
            />
            <NumberField
              label={t("office.days")}
              value={lasting.days}
              onValue={(days) => set({ ...lasting, days })}
              error={error(`${name}.days`)}
            />
          </div>
        </Labelled>
      );
    }
    case "formats":
      return <FormatsField label={label} name={name} value={value as FormatOffer[]} onValue={set} error={error} />;
    case "flag":
      return (
        <div class="stack stack--tight">
          <Check checked={value === true} onChecked={set}>
            {label}
          </Check>
          {hint && <p class="field__hint">{hint}</p>}
        </div>
      );
    case "moment":
      return (
        <FieldFrame label={label} hint={hint} error={error(name)} required={!field.none}>
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={value === null ? "" : localOf(String(value))}
              onInput={(event) => {
                const moment = momentOf(event.currentTarget.value);
                if (moment || field.none) set(moment);
              }}
            />
          )}
        </FieldFrame>
      );
    case "choice":
      return (
        <Choice
          label={label}
          hint={hint}
          value={value as string | null}
          onValue={set}
          options={field.options(office)}
          none={field.none}
          error={error(name)}
        />
      );
    case "choices":
      return (
        <Choices
          label={label}
          value={value as string[]}
          onValue={set}
          options={field.options(office).filter((option) => option.value !== editing.row.value?.slug)}
          error={error(name)}
        />
      );
  }
}

/** A field's contents in one line, for whoever has to choose between two. */
function told(value: unknown): string {
  if (typeof value === "boolean") return value ? "✓" : "—";
  if (Array.isArray(value)) return value.map(told).join(", ") || "—";
  if (typeof value === "object" && value !== null) return Object.values(value).map(told).join(" · ");
  return value === null || value === "" ? "—" : String(value);
}
