/** Some things change by time alone: typing ends, a package runs out, a banner is due. */

import type { Clock, Timer } from "./clock";
import { nextDeadline } from "./selectors";
import type { Store } from "./store";

/** Timers of more than 24 days fire at once in every browser. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** A timer only announces: whoever needs to know exactly asks `isActive` and `typists` with `now()`. */
export class Deadline {
  readonly #store: Store;
  readonly #clock: Clock;
  #timer: Timer | null = null;
  #closed = false;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** To be called after anything happened. */
  watch(): void {
    this.#cancel();
    const now = this.#now();
    const next = nextDeadline(this.#store.state, now);
    if (next !== null && !this.#closed) {
      this.#timer = this.#clock.after(Math.min(next - now, LONGEST_WAIT_MS), () => {
        this.#store.dispatch({ type: "clock.ticked", now: this.#now() });
        this.watch();
      });
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  #now(): number {
    return this.#clock.now() + this.#store.state.clockSkewMs;
  }

  #cancel(): void {
    if (this.#timer !== null) {
      this.#clock.cancel(this.#timer);
      this.#timer = null;
    }
  }
}
