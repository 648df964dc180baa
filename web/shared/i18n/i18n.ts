/** Texts, dates and money in the language of the page. Every visible string lives in a catalogue, found by its key. */

import type { ErrorCode } from "../../contracts/socket";

export type Language = "ru" | "en";

/** Forms by Intl.PluralRules; `{count}` chooses. Russian needs one, few, many; English one, other. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };
export type Catalogue = Readonly<Record<string, string | PluralForms>>;

/** What an English catalogue must hold: exactly the keys of the Russian one. */
export type SameKeys<Model extends Catalogue> = { readonly [Key in keyof Model]: string | PluralForms };

export type Params = Readonly<Record<string, string | number>>;
/** `time` 14:05 · `day` 22 ноября · `date` 22 ноября 2026 · `moment` 22 ноября, 14:05 */
export type DateStyle = "time" | "day" | "date" | "moment";

/** `detail` is the server's own text, already in the person's language; empty when there was no server. */
export interface Explained {
  readonly code: string;
  readonly detail?: string;
}

export interface I18n<Key extends string> {
  readonly language: Language;
  readonly t: (key: Key, params?: Params) => string;
  /** The server's text, or the catalogue's for the code (catalogue `errors`). */
  readonly error: (error: Explained) => string;
  readonly money: (money: { amount: number; currency: string }) => string;
  /** In the person's own time zone unless another one is meant. */
  readonly date: (moment: string | number | Date, style: DateStyle, timeZone?: string) => string;
  /** «Сегодня», «Вчера», «22 ноября», «22 ноября 2025 г.» — as seen at `now`. */
  readonly relativeDay: (moment: string | number | Date, now: number) => string;
  /** 1,4 МБ */
  readonly fileSize: (bytes: number) => string;
}

const LOCALES: Record<Language, string> = { ru: "ru-RU", en: "en-GB" };

const DATE_STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  time: { hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "long" },
  date: { day: "numeric", month: "long", year: "numeric" },
  moment: { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" },
};

/** The language of the document: what the server wrote into `<html lang>`. */
export function pageLanguage(): Language {
  return document.documentElement.lang.startsWith("en") ? "en" : "ru";
}

export function createI18n<Key extends string>(
  language: Language,
  catalogues: Record<Language, Readonly<Record<Key, string | PluralForms>>>,
): I18n<Key> {
  return i18nOf(language, catalogues[language]);
}

/** With the one catalogue that was loaded for the language. */
export function i18nOf<Key extends string>(
  language: Language,
  texts: Readonly<Partial<Record<string, string | PluralForms>>> & Readonly<Record<Key, string | PluralForms>>,
): I18n<Key> {
  const locale = LOCALES[language];
  const plurals = new Intl.PluralRules(locale);
  const dates = dateFormats(locale);

  const lookUp = (key: string, params: Params = {}): string | null => {
    const entry = texts[key];
    if (entry === undefined) return null;
    const form = typeof entry === "string" ? entry : (entry[plurals.select(Number(params.count))] ?? entry.other);
    return form.replace(/\{(\w+)\}/g, (hole, name: string) => shown(params[name], locale) ?? hole);
  };

  return {
    language,
    t: (key, params) => lookUp(key, params) ?? key,
    error: ({ code, detail }) => detail || (lookUp(`error.${code}`) ?? lookUp("error.internal") ?? code),
    money: (money) => formatMoney(money, locale),
    date: (moment, style, timeZone) => dates(style, timeZone).format(new Date(moment)),
    relativeDay: (moment, now) => relativeDay(new Date(moment), new Date(now), locale),
    fileSize: (bytes) => fileSize(bytes, locale),
  };
}

/** Making a format costs as much as drawing a message, so each is made once. */
function dateFormats(locale: string): (style: DateStyle, timeZone?: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (style, timeZone) => {
    const key = `${style} ${timeZone}`;
    const known = made.get(key);
    if (known) return known;
    const format = new Intl.DateTimeFormat(locale, { ...DATE_STYLES[style], ...(timeZone ? { timeZone } : {}) });
    made.set(key, format);
    return format;
  };
}

function shown(value: string | number | undefined, locale: string): string | undefined {
  return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value;
}

/** Kopecks only when there are any; four digits stand together: «9999 ₽», «12 500 ₽», «99,50 ₽». */
function formatMoney({ amount, currency }: { amount: number; currency: string }, locale: string): string {
  const digits = amount % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: "min2",
  }).format(amount / 100);
}

function relativeDay(moment: Date, now: Date, locale: string): string {
  const days = Math.round((midnight(moment) - midnight(now)) / 86_400_000);
  if (days === 0 || days === -1) {
    const word = new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
    return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
  }
  const style: DateStyle = moment.getFullYear() === now.getFullYear() ? "day" : "date";
  return new Intl.DateTimeFormat(locale, DATE_STYLES[style]).format(moment);
}

function midnight(moment: Date): number {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
}

function fileSize(bytes: number, locale: string): string {
  const large = bytes >= 1_000_000;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: large ? "megabyte" : "kilobyte",
    unitDisplay: "short",
    maximumFractionDigits: large ? 1 : 0,
  }).format(Math.max(bytes / (large ? 1_000_000 : 1000), large ? 0 : 1));
}

/** Every code of the contract has a text of its own. */
export type ErrorKey = `error.${ErrorCode}`;
