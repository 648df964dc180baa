/** Until when a request may be put off: moments that people mean, in the zone of this device. Pure. */

export type SnoozeName = "hour" | "hours" | "evening" | "tomorrow" | "monday";

export interface SnoozeChoice {
  readonly name: SnoozeName;
  readonly until: Date;
}

const HOUR_MS = 3_600_000;
const MORNING = 9;
const EVENING = 18;
const MONDAY = 1;
/** The server takes nothing later. */
const LONGEST_DAYS = 366;

export function snoozeChoices(now: Date): readonly SnoozeChoice[] {
  const evening = at(now, 0, EVENING);
  const toMonday = (MONDAY + 7 - now.getDay()) % 7 || 7;
  return [
    { name: "hour", until: new Date(now.getTime() + HOUR_MS) },
    { name: "hours", until: new Date(now.getTime() + 3 * HOUR_MS) },
    ...(evening.getTime() - now.getTime() > HOUR_MS ? [{ name: "evening" as const, until: evening }] : []),
    { name: "tomorrow", until: at(now, 1, MORNING) },
    ...(toMonday > 1 ? [{ name: "monday" as const, until: at(now, toMonday, MORNING) }] : []),
  ];
}

function at(day: Date, days: number, hour: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour);
}

/** The moment of a `datetime-local` field, or what is wrong with it. */
export function ownMoment(typed: string, now: Date): Date | "missing" | "past" | "far" {
  const moment = new Date(typed);
  if (typed === "" || Number.isNaN(moment.getTime())) return "missing";
  if (moment <= now) return "past";
  return moment > at(now, LONGEST_DAYS, 0) ? "far" : moment;
}

/** As a `datetime-local` field has it. */
export function fieldMoment(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
