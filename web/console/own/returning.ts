/** When one says to be back. Pure. */

export type Return = "open" | "minutes_30" | "hours_1" | "hours_3" | "tomorrow" | "other";

export const RETURNS: readonly Return[] = ["open", "minutes_30", "hours_1", "hours_3", "tomorrow", "other"];

const MINUTE_MS = 60_000;
const LATER_MS = { minutes_30: 30 * MINUTE_MS, hours_1: 60 * MINUTE_MS, hours_3: 180 * MINUTE_MS } as const;
const ROUND_MS = 5 * MINUTE_MS;
const MORNING_HOUR = 10;

/** The moment; null: none is named; undefined: what was typed is none, or is over. */
export function returnAt(choice: Return, now: number, typed = ""): Date | null | undefined {
  switch (choice) {
    case "open":
      return null;
    case "tomorrow": {
      const morning = new Date(now);
      morning.setDate(morning.getDate() + 1);
      morning.setHours(MORNING_HOUR, 0, 0, 0);
      return morning;
    }
    case "other": {
      const moment = new Date(typed);
      return Number.isNaN(moment.getTime()) || moment.getTime() <= now ? undefined : moment;
    }
    default:
      // Nobody is back at 14:03.
      return new Date(Math.ceil((now + LATER_MS[choice]) / ROUND_MS) * ROUND_MS);
  }
}
