/** The entries of the outbox as they wait: one lane for each conversation, so that none waits for another. */

import type { Timer } from "./clock";
import type { OutboxEntry } from "./state";
import { byWriting } from "./storage";

/** One conversation's way to the server. */
export interface Lane {
  /** In the order of writing. */
  readonly entries: OutboxEntry[];
  /** The id of the entry that is under way. */
  flying: string | null;
  pause: Timer | null;
  attempt: number;
}

export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  [Symbol.iterator](): Iterator<Lane> {
    return this.#lanes.values();
  }

  of({ conversation_id }: Pick<OutboxEntry, "conversation_id">): Lane {
    const lane = this.#lanes.get(conversation_id) ?? { entries: [], flying: null, pause: null, attempt: 0 };
    this.#lanes.set(conversation_id, lane);
    return lane;
  }

  entries(): OutboxEntry[] {
    return [...this.#lanes.values()].flatMap((lane) => [...lane.entries]);
  }

  find(clientMessageId: string): OutboxEntry | undefined {
    return this.entries().find((entry) => entry.client_message_id === clientMessageId);
  }

  insert(entry: OutboxEntry): void {
    const { entries } = this.of(entry);
    entries.push(entry);
    entries.sort(byWriting);
  }

  replace(entry: OutboxEntry): void {
    this.#splice(entry, entry);
  }

  /** Out of the lane; on the screen the stored message takes its place. */
  take(entry: OutboxEntry): void {
    this.#splice(entry);
  }

  #splice(entry: OutboxEntry, ...instead: OutboxEntry[]): void {
    const { entries } = this.of(entry);
    const index = entries.findIndex((known) => known.client_message_id === entry.client_message_id);
    if (index >= 0) {
      entries.splice(index, 1, ...instead);
    }
  }
}
