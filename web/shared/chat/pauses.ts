/** Waits before something is asked again. They can be cut short: when the connection is back, when the chat is closed. */

import { type Clock, fullJitter, type Timer } from "./clock";

const RETRY_BASE_MS = 500;
const RETRY_CAP_MS = 8_000;

export class Pauses {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #waiting = new Map<Timer, () => void>();

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Before attempt number `attempt` (from 0) is repeated; never sooner than the server asked for. */
  beforeRetry(attempt: number, retryAfterSeconds: number | null | undefined): Promise<void> {
    const asked = (retryAfterSeconds ?? 0) * 1000;
    const wait = asked + fullJitter(attempt, this.#random, RETRY_BASE_MS, RETRY_CAP_MS);
    return new Promise((goOn) => {
      const timer = this.#clock.after(wait, () => {
        this.#waiting.delete(timer);
        goOn();
      });
      this.#waiting.set(timer, goOn);
    });
  }

  /** All go on now. */
  end(): void {
    for (const [timer, goOn] of this.#waiting) {
      this.#clock.cancel(timer);
      goOn();
    }
    this.#waiting.clear();
  }
}
