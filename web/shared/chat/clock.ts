/** Time and timers, as an argument: tests bring their own. */

import type { ChatError } from "./answer";

export type Timer = ReturnType<typeof setTimeout> | number;

export interface Clock {
  /** Milliseconds since 1970, by this device. */
  now(): number;
  after(milliseconds: number, action: () => void): Timer;
  cancel(timer: Timer): void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, action) => setTimeout(action, milliseconds),
  cancel: (timer) => clearTimeout(timer),
};

/**
 * A wait before the next attempt, anywhere between nothing and the doubled limit ("full jitter"): clients that were cut
 * off together do not come back together.
 */
export function fullJitter(attempt: number, random: () => number, baseMs: number, capMs: number): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** Math.min(attempt, 16)));
}

/** Milliseconds before what was refused is asked again: what the server asked for, and then full jitter up to 8 s. */
export function retryWait(
  error: Pick<ChatError, "retry_after_seconds">,
  attempt: number,
  random: () => number,
): number {
  return (error.retry_after_seconds ?? 0) * 1000 + fullJitter(attempt, random, 500, 8_000);
}
