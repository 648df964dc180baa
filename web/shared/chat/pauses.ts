/** Waits before something is asked again. They can be cut short: when the connection is back, when the chat is closed. */

import type { ChatError } from "./answer";
import { type Clock, retryWait, type Timer } from "./clock";

export class Pauses {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #waiting = new Map<Timer, () => void>();

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Before attempt number `attempt` (from 0) is repeated; never sooner than the server asked for. */
  beforeRetry(attempt: number, error: ChatError): Promise<void> {
    const wait = retryWait(error, attempt, this.#random);
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
