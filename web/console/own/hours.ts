/** Working hours as they are filled in: seven days, each with its stretches, and days that are otherwise. Pure. */

import type { OwnSettings, WorkingHoursFormInput } from "../../contracts/openapi";

export interface Span {
  readonly opens: string;
  readonly closes: string;
}

export interface SpecialDay {
  /** ISO 8601; empty while it is being chosen. */
  readonly day: string;
  /** None: nobody is there. */
  readonly spans: readonly Span[];
}

export interface HoursForm {
  /** Off: at any time. What was filled in stays until it is saved. */
  readonly on: boolean;
  readonly timezone: string;
  /** From Monday on. */
  readonly week: readonly (readonly Span[])[];
  readonly special: readonly SpecialDay[];
  /** As it is typed. */
  readonly most: string;
}

export type HoursProblem =
  | { readonly at: "week"; readonly day: number; readonly what: "order" | "overlap" }
  | { readonly at: "special"; readonly day: string; readonly what: "order" | "overlap" }
  | { readonly at: "special"; readonly what: "missing" }
  | { readonly at: "most" };

const USUAL: Span = { opens: "10:00", closes: "19:00" };
const DAY_OFF = { opens: null, closes: null };
const MOST = 500;

export function formOf({ working, most_open }: OwnSettings, zone: string): HoursForm {
  const days = [1, 2, 3, 4, 5, 6, 7];
  const most = most_open === null ? "" : String(most_open);
  if (!working) {
    const week = days.map((day) => (day <= 5 ? [USUAL] : []));
    return { on: false, timezone: zone, week, special: [], most };
  }
  const week = days.map((day) => ordered(working.week.filter(({ weekday }) => weekday === day)));
  const named = [...new Set((working.exceptions ?? []).map(({ day }) => day))].sort();
  const special = named.map((day) => {
    const spans = (working.exceptions ?? []).filter((one) => one.day === day);
    return { day, spans: ordered(spans.flatMap(({ opens, closes }) => (opens && closes ? [{ opens, closes }] : []))) };
  });
  return { on: true, timezone: working.timezone, week, special, most };
}

/** What is sent. */
export function workingOf(form: HoursForm): WorkingHoursFormInput | null {
  if (!form.on) return null;
  return {
    timezone: form.timezone,
    week: form.week.flatMap((spans, at) => spans.map((span) => ({ weekday: at + 1, ...span }))),
    exceptions: form.special.flatMap(({ day, spans }) =>
      (spans.length > 0 ? spans : [DAY_OFF]).map((span) => ({ day, ...span })),
    ),
  };
}

export function mostOf({ most }: HoursForm): number | null {
  return most.trim() === "" ? null : Number(most.trim());
}

/** The first thing that cannot be saved as it is. */
export function problemOf(form: HoursForm): HoursProblem | null {
  const most = mostOf(form);
  if (most !== null && !(Number.isInteger(most) && most >= 1 && most <= MOST)) return { at: "most" };
  if (!form.on) return null;
  for (const [day, spans] of form.week.entries()) {
    const what = wrong(spans);
    if (what) return { at: "week", day, what };
  }
  for (const { day, spans } of form.special) {
    if (!day) return { at: "special", what: "missing" };
    const what = wrong(spans);
    if (what) return { at: "special", day, what };
  }
  return null;
}

/** Another stretch of a day: after the last one, as far as there is room. */
export function withSpan(spans: readonly Span[]): readonly Span[] {
  const last = spans.at(-1);
  if (!last) return [USUAL];
  const [hour = 0] = last.closes === "00:00" ? [24] : last.closes.split(":").map(Number);
  if (hour >= 22) return spans;
  const clock = (at: number) => `${String(at % 24).padStart(2, "0")}:00`;
  return [...spans, { opens: clock(hour + 1), closes: clock(Math.min(24, hour + 4)) }];
}

function ordered(spans: readonly Span[]): readonly Span[] {
  return spans
    .map(({ opens, closes }) => ({ opens, closes }))
    .sort((one, other) => one.opens.localeCompare(other.opens));
}

/** Midnight ends a day. */
const endOf = ({ closes }: Span) => (closes === "00:00" ? "24:00" : closes);

function wrong(spans: readonly Span[]): "order" | "overlap" | null {
  if (spans.some((span) => !span.opens || !span.closes || endOf(span) <= span.opens)) return "order";
  const inOrder = ordered(spans);
  const meets = inOrder.some((span, at) => at > 0 && endOf(inOrder[at - 1] as Span) > span.opens);
  return meets ? "overlap" : null;
}
