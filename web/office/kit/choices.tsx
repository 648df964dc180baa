import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useTexts } from "../../shared/i18n/context";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Check, FieldFrame } from "../../shared/ui/field";
import { Icon } from "../../shared/ui/icon";
import { alert } from "../../shared/ui/icons";
import type { Option } from "./fields";

export interface ChoiceProps {
  label: string;
  hint: string | undefined;
  value: string | null;
  onValue: (value: string | null) => void;
  options: readonly Option[];
  none: OfficeKey | undefined;
  error: string | null;
}

/** One of several. What is chosen stays to be seen, also when it is no longer offered. */
export function Choice({ label, hint, value, onValue, options, none, error }: ChoiceProps) {
  const { t } = useTexts<OfficeKey>();
  const offered = options.some((option) => option.value === value) || value === null;
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(control) => (
        <select {...control} value={value ?? ""} onChange={(event) => onValue(event.currentTarget.value || null)}>
          {none && <option value="">{t(none)}</option>}
          {!offered && <option value={value ?? ""}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {wordsOf(option, t)}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

export interface ChoicesProps {
  label: string;
  value: readonly string[];
  onValue: (value: readonly string[]) => void;
  options: readonly Option[];
  error: string | null;
}

/** Any of several. */
export function Choices({ label, value, onValue, options, error }: ChoicesProps) {
  const { t } = useTexts<OfficeKey>();
  return (
    <Labelled label={label} error={error}>
      <div class="office__choices">
        {options.map((option) => (
          <Check
            key={option.value}
            checked={value.includes(option.value)}
            invalid={error !== null}
            onChecked={(on) => onValue(on ? [...value, option.value] : value.filter((one) => one !== option.value))}
          >
            {wordsOf(option, t)}
          </Check>
        ))}
      </div>
    </Labelled>
  );
}

export interface LabelledProps {
  label: string;
  error: string | null;
  children: ComponentChildren;
}

/** Several controls under one name. */
export function Labelled({ label, error, children }: LabelledProps) {
  const id = useId();
  return (
    <fieldset class="office__group" aria-describedby={error ? id : undefined}>
      <legend class="field__label">{label}</legend>
      {children}
      {error && (
        <p class="field__error" id={id}>
          <Icon of={alert} small />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  );
}

/** A label of the table is a key; a name that was loaded is itself. */
function wordsOf({ label }: Option, t: (key: OfficeKey) => string): string {
  return label.startsWith("office.") ? t(label as OfficeKey) : label;
}
