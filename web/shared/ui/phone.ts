/** Phone numbers as people type them, and as the contract wants them (E.164). */

import type { CountryOut } from "../../contracts/openapi";

/** As `GET /api/countries` gives it: `dial_code` «+7», `mask` «+7 (999) 999-99-99». */
export type Country = CountryOut;

/** What is offered until the list has come. */
export const RUSSIA: Country = { code: "RU", name: "RU", dial_code: "+7", mask: "+7 (999) 999-99-99" };

export interface PhoneNumber {
  readonly country: Country;
  /** National digits without the dial code. */
  readonly digits: string;
}

/** The longest E.164 number. */
const MOST_DIGITS = 15;

/** What was typed or pasted, in any spelling: «8 (999) 000-00-01» and «+7 999 0000001» are the same number. */
export function readPhone(text: string, country: Country, countries: readonly Country[]): PhoneNumber {
  const digits = digitsOf(text);
  if (/^\D*[+＋]/.test(text)) return ofE164(text, countries, country);
  if (/^\D*00\d/.test(text)) return ofE164(digits.slice(2), countries, country);
  const trunk = country.dial_code === "+7" && digits.length === capacity(country) + 1 && /^[78]/.test(digits);
  return cut(country, trunk ? digits.slice(1) : digits);
}

/** `+79990000001` → its country and digits; `preferred` wins where several share a code. */
export function ofE164(e164: string, countries: readonly Country[], preferred: Country = RUSSIA): PhoneNumber {
  const digits = digitsOf(e164);
  // Of those that share +7 the first in the alphabet would be Kazakhstan.
  const russia = countries.filter(({ code }) => code === RUSSIA.code);
  const fitting = [preferred, ...russia, ...countries].filter(({ dial_code }) =>
    digits.startsWith(digitsOf(dial_code)),
  );
  const longest = Math.max(0, ...fitting.map(({ dial_code }) => dial_code.length));
  const country = fitting.find(({ dial_code }) => dial_code.length === longest) ?? preferred;
  return cut(country, digits.slice(digitsOf(country.dial_code).length));
}

export function toE164({ country, digits }: PhoneNumber): string {
  return digits ? country.dial_code + digits : "";
}

/** «(999) 000-00-01»: as far as there are digits; digits beyond the mask follow it. */
export function showPhone({ country, digits }: PhoneNumber): string {
  let shown = "";
  let at = 0;
  for (const sign of nationalMask(country)) {
    if (at >= digits.length) return shown;
    shown += sign === "9" ? digits[at++] : sign;
  }
  return shown + digits.slice(at);
}

/** Whether it is worth asking the server, which alone knows every numbering plan. */
export function isComplete({ country, digits }: PhoneNumber): boolean {
  return country.dial_code === "+7" ? digits.length === capacity(country) : digits.length >= 6;
}

/** The mask without the dial code: «(999) 999-99-99». */
export function nationalMask({ dial_code, mask }: Country): string {
  return mask.startsWith(dial_code) ? mask.slice(dial_code.length).trim() : mask;
}

function cut(country: Country, digits: string): PhoneNumber {
  const dial = digitsOf(country.dial_code);
  return { country, digits: digits.slice(0, dial === "7" ? capacity(country) : MOST_DIGITS - dial.length) };
}

function capacity(country: Country): number {
  return nationalMask(country).replace(/[^9]/g, "").length;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

/** Where the caret belongs in `shown` so that as many digits stand before it as before. */
export function caretAfter(shown: string, digitsBefore: number): number {
  let seen = 0;
  for (let at = 0; at < shown.length; at++) {
    if (seen === digitsBefore) return digitsBefore === 0 ? 0 : at;
    if (/\d/.test(shown[at] ?? "")) seen++;
  }
  return shown.length;
}
