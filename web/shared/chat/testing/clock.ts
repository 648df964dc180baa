import type { Clock, Timer } from "../clock";

/** Time that passes only when a test says so. */
export class FakeClock implements Clock {
  #now = Date.UTC(2026, 10, 22, 9, 0, 0);
  #next = 1;
  readonly #timers = new Map<number, { at: number; action: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void): Timer {
    const id = this.#next++;
    this.#timers.set(id, { at: this.#now + milliseconds, action });
    return id;
  }

  cancel(timer: Timer): void {
    this.#timers.delete(timer as number);
  }

  /** Lets timers come due in order, each with everything that follows from it. */
  async advance(milliseconds: number): Promise<void> {
    const target = this.#now + milliseconds;
    await settled();
    for (let due = this.#due(target); due; due = this.#due(target)) {
      this.#timers.delete(due.id);
      this.#now = Math.max(this.#now, due.at);
      due.action();
      await settled();
    }
    this.#now = target;
  }

  get pending(): number {
    return this.#timers.size;
  }

  #due(target: number): { id: number; at: number; action: () => void } | undefined {
    const due = [...this.#timers].filter(([, { at }]) => at <= target).map(([id, timer]) => ({ id, ...timer }));
    return due.sort((one, other) => one.at - other.at || one.id - other.id)[0];
  }
}

/** Everything that was promised has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
