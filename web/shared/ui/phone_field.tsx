import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { CountryChoice } from "./country_choice";
import { FieldFrame } from "./field";
import {
  type Country,
  caretAfter,
  isComplete,
  nationalMask,
  ofE164,
  RUSSIA,
  readPhone,
  showPhone,
  toE164,
} from "./phone";

export interface PhoneFieldProps {
  label: ComponentChildren;
  /** From `GET /api/countries`, in the order to show; empty until they have come. */
  countries: readonly Country[];
  /** E.164 or "" */
  value: string;
  onValue: (e164: string, complete: boolean) => void;
  name?: string;
  hint?: ComponentChildren;
  error?: string | null;
  required?: boolean;
}

/** Country with its dial code, and the number under that country's mask. */
export function PhoneField({ label, countries, value, onValue, name, ...frame }: PhoneFieldProps) {
  const offered = countries.length > 0 ? countries : [RUSSIA];
  const typing = useTyping(offered, value, onValue);
  return (
    <FieldFrame label={label} {...frame}>
      {(control) => (
        <div class="field__group phone-field" data-invalid={control["aria-invalid"]}>
          <CountryChoice offered={offered} country={typing.country} onChoose={typing.choose} />
          <input
            {...control}
            ref={typing.input}
            type="tel"
            name={name}
            inputMode="tel"
            autoComplete="tel-national"
            placeholder={nationalMask(typing.country).replace(/9/g, "_")}
            value={typing.shown}
            onInput={(event) => typing.type(event.currentTarget.value, event.currentTarget.selectionStart ?? 0)}
          />
        </div>
      )}
    </FieldFrame>
  );
}

/** The number under its mask while it is typed, the caret staying behind the digit it was behind. */
function useTyping(offered: readonly Country[], value: string, onValue: PhoneFieldProps["onValue"]) {
  const [chosen, setChosen] = useState<Country | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);
  const preferred = chosen ?? offered.find(({ code }) => code === "RU") ?? RUSSIA;
  const number = value ? ofE164(value, offered, preferred) : { country: preferred, digits: "" };
  const { country } = number;
  const shown = showPhone(number);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    const at = caretAfter(shown, caret.current);
    input.current?.setSelectionRange(at, at);
    caret.current = null;
  });
  return {
    input,
    country,
    shown,
    type(text: string, position: number) {
      const read = readPhone(text, country, offered);
      const respelled = read.country !== country || read.digits.length < text.replace(/\D/g, "").length;
      caret.current = respelled ? read.digits.length : text.slice(0, position).replace(/\D/g, "").length;
      setChosen(read.country);
      if (input.current) input.current.value = showPhone(read);
      onValue(toE164(read), isComplete(read));
    },
    choose(next: Country) {
      const moved = readPhone(number.digits, next, offered);
      setChosen(next);
      onValue(toE164(moved), isComplete(moved));
      input.current?.focus();
    },
  };
}
