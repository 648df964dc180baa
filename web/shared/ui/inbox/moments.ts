/** Moments and durations as lists of conversations show them. */

import type { I18n, Language } from "../../i18n/i18n";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const LOCALES: Record<Language, string> = { ru: "ru-RU", en: "en-GB" };

/** «14:05» today, «Вчера», «22 ноября» before. */
export function activityText({ date, relativeDay }: I18n<never>, moment: string, now: number): string {
  const today = new Date(moment).toDateString() === new Date(now).toDateString();
  return today ? date(moment, "time") : relativeDay(moment, now);
}

/** «5 мин», «2 ч», «3 дн.»: rounded down, never less than a minute. */
export function durationText(language: Language, milliseconds: number): string {
  const [unit, size] =
    milliseconds >= 2 * DAY_MS
      ? (["day", DAY_MS] as const)
      : milliseconds >= HOUR_MS
        ? (["hour", HOUR_MS] as const)
        : (["minute", MINUTE_MS] as const);
  return DURATIONS[language][unit].format(Math.max(1, Math.floor(milliseconds / size)));
}

/** Making a format costs as much as drawing a row, so each is made once. */
const DURATIONS = { ru: durations("ru"), en: durations("en") };

function durations(language: Language) {
  const of = (unit: "day" | "hour" | "minute") =>
    new Intl.NumberFormat(LOCALES[language], { style: "unit", unit, unitDisplay: "short" });
  return { day: of("day"), hour: of("hour"), minute: of("minute") };
}
