/** Seconds until a moment, for a visible countdown. */

import { type ReadonlySignal, signal } from "@preact/signals";

export function secondsUntil(moment: number, now: number): number {
  return Math.max(0, Math.ceil((moment - now) / 1000));
}

export interface Countdown {
  /** Whole seconds left, 0 when it is over. */
  readonly seconds: ReadonlySignal<number>;
  start(seconds: number): void;
  stop(): void;
}

/** Counts by the clock, not by ticks: a sleeping tab comes back with the right number. */
export function createCountdown(clock: () => number = Date.now): Countdown {
  const seconds = signal(0);
  let end = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => clearInterval(timer);
  const tick = () => {
    seconds.value = secondsUntil(end, clock());
    if (seconds.value === 0) stop();
  };
  return {
    seconds,
    stop,
    start(length) {
      stop();
      end = clock() + length * 1000;
      tick();
      timer = setInterval(tick, 250);
    },
  };
}
