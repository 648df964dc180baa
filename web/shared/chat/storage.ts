/** Where messages on their way are kept. */

import type { OutboxEntry } from "./state";

/** Survives a reload as far as the device allows. Implementations never throw; what cannot be kept is kept in memory. */
export interface OutboxStorage {
  /** One person's entries, oldest first. */
  all(ownerId: string): Promise<readonly OutboxEntry[]>;
  /** Resolves when the entry is as safe as it gets. */
  put(entry: OutboxEntry): Promise<void>;
  remove(clientMessageId: string): Promise<void>;
}

/** Lives as long as the page. */
export function memoryStorage(): OutboxStorage {
  const entries = new Map<string, OutboxEntry>();
  return {
    all: async (ownerId) => inOrder([...entries.values()].filter((entry) => entry.owner_id === ownerId)),
    put: async (entry) => {
      entries.set(entry.client_message_id, entry);
    },
    remove: async (id) => {
      entries.delete(id);
    },
  };
}

/** `created_at` is distinct and growing within one device's outbox, so it is the order of writing. */
export function inOrder(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return [...entries].sort((one, other) => (one.created_at < other.created_at ? -1 : 1));
}
