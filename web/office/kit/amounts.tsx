import { useEffect, useState } from "preact/hooks";
import { FieldFrame } from "../../shared/ui/field";

export interface NumberFieldProps {
  label: string;
  value: number;
  onValue: (value: number) => void;
  error: string | null;
}

export interface OptionalNumberProps {
  label: string;
  hint: string | undefined;
  value: number | null;
  onValue: (value: number | null) => void;
  error: string | null;
}

/** A number that may be left out. */
export function OptionalNumber({ label, hint, value, onValue, error }: OptionalNumberProps) {
  const [typed, setTyped] = useState(value === null ? "" : String(value));
  useEffect(() => {
    if (optionalIn(typed) !== value) setTyped(value === null ? "" : String(value));
  }, [value]);
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode="decimal"
          value={typed}
          onInput={(event) => {
            const words = event.currentTarget.value.replace(/[^\d.,\s]/g, "");
            event.currentTarget.value = words;
            setTyped(words);
            onValue(optionalIn(words));
          }}
        />
      )}
    </FieldFrame>
  );
}

function optionalIn(words: string): number | null {
  return words.trim() === "" ? null : numberIn(words);
}

/** A number as it is typed: what is half typed stays as it is until it is one. */
export function NumberField({ label, value, onValue, error }: NumberFieldProps) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => {
    if (numberIn(typed) !== value) setTyped(String(value));
  }, [value]);
  return (
    <FieldFrame label={label} error={error} required>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode="decimal"
          value={typed}
          onInput={(event) => {
            const words = event.currentTarget.value.replace(/[^\d.,\s]/g, "");
            event.currentTarget.value = words;
            setTyped(words);
            onValue(numberIn(words));
          }}
          onBlur={() => setTyped(String(value))}
        />
      )}
    </FieldFrame>
  );
}

function numberIn(words: string): number {
  const number = Number(words.replace(/\s/g, "").replace(",", "."));
  return Number.isFinite(number) ? number : 0;
}
