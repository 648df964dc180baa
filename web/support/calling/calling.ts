/** Rings for requests that call for somebody, again and again until somebody looks at the desk. */

import type { Signal } from "@preact/signals";
import type { Chat } from "../../shared/chat/chat";
import { rememberedFlag } from "../remembered";
import { type Call, callsOf } from "./calls";

export interface Calling {
  /** Whether this device rings for them. */
  readonly isOn: Signal<boolean>;
  close(): void;
}

export interface CallingPorts {
  readonly chat: Pick<Chat, "store" | "now">;
  readonly locks: Pick<LockManager, "request"> | undefined;
  /** What one page saw the others need not call out; left out where pages cannot tell each other. */
  readonly pages: Pick<BroadcastChannel, "postMessage" | "onmessage"> | null;
  /** Whether the person looks at this page. */
  isLooking(): boolean;
  /** Called whenever that changes; answers how to stop. */
  onLooking(listen: () => void): () => void;
  ring(call: Call): void;
}

const LOOK_MS = 5_000;
export const REPEAT_MS = 20_000;
const LOCK = "astars-desk-call";

export function createCalling(ports: CallingPorts): Calling {
  return new DeskCalling(ports);
}

class DeskCalling implements Calling {
  readonly isOn = rememberedFlag("calls", true);
  readonly #stops: (() => void)[];
  readonly #seen = new Set<string>();
  #rungAt = Number.NEGATIVE_INFINITY;
  #rung = new Set<string>();

  constructor(readonly ports: CallingPorts) {
    const again = setInterval(() => this.#look(), LOOK_MS);
    this.#stops = [
      () => clearInterval(again),
      ports.chat.store.subscribe(() => this.#look()),
      ports.onLooking(() => this.#look()),
    ];
    if (ports.pages) ports.pages.onmessage = ({ data }) => this.#see(data as readonly string[]);
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  #look(): void {
    const now = this.ports.chat.now();
    const waiting = callsOf(this.ports.chat.store.state, now).filter(({ key }) => !this.#seen.has(key));
    const fresh = waiting.filter(({ key }) => !this.#rung.has(key));
    if (this.ports.isLooking()) {
      // In front of the person one tone is enough, and none for what was rung for while they were away.
      if (fresh[0]) void this.#ring(fresh, now);
      if (waiting.length > 0) this.#tell(waiting.map(({ key }) => key));
      return;
    }
    if (fresh[0]) void this.#ring(fresh, now);
    else if (waiting[0] && now - this.#rungAt >= REPEAT_MS) void this.#ring(waiting, now);
  }

  #tell(keys: readonly string[]): void {
    this.#see(keys);
    this.ports.pages?.postMessage(keys);
  }

  #see(keys: readonly string[]): void {
    for (const key of keys) this.#seen.add(key);
  }

  /** In one of a person's pages. */
  async #ring(calls: readonly Call[], now: number): Promise<void> {
    const [first] = calls;
    this.#rungAt = now;
    this.#rung = new Set([...this.#rung, ...calls.map(({ key }) => key)]);
    if (!this.isOn.peek() || !first || !this.ports.locks) return;
    await this.ports.locks.request(`${LOCK}:${first.key}`, { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      this.ports.ring(first);
      // Longer than any page may lag behind, shorter than the next ring.
      await new Promise((done) => setTimeout(done, REPEAT_MS / 2));
    });
  }
}
