/** What this device keeps for a person: messages on their way, and drafts. */

import type { OutboxEntry } from "./state";

/** What is being written in a conversation. Empty: nothing. */
export interface KeptDraft {
  readonly owner_id: string;
  readonly conversation_id: string;
  readonly text: string;
}

/** Survives a reload as far as the device allows. Implementations never throw; what cannot be kept is kept in memory. */
export interface ChatStorage {
  /** One person's entries, oldest first. */
  all(ownerId: string): Promise<readonly OutboxEntry[]>;
  /** Resolves when the entry is as safe as it gets. */
  put(entry: OutboxEntry): Promise<void>;
  remove(clientMessageId: string): Promise<void>;
  drafts(ownerId: string): Promise<readonly KeptDraft[]>;
  putDraft(draft: KeptDraft): Promise<void>;
}

/** Lives as long as the page. */
export function memoryStorage(): ChatStorage {
  const entries = new Map<string, OutboxEntry>();
  const drafts = new Map<string, KeptDraft>();
  const ownedBy =
    (ownerId: string) =>
    ({ owner_id }: { readonly owner_id: string }) =>
      owner_id === ownerId;
  return {
    all: async (ownerId) => inOrder([...entries.values()].filter(ownedBy(ownerId))),
    put: async (entry) => {
      entries.set(entry.client_message_id, entry);
    },
    remove: async (id) => {
      entries.delete(id);
    },
    drafts: async (ownerId) => [...drafts.values()].filter(ownedBy(ownerId)),
    putDraft: async (draft) => {
      const key = `${draft.owner_id} ${draft.conversation_id}`;
      drafts.delete(key);
      if (draft.text) {
        drafts.set(key, draft);
      }
    },
  };
}

/** The order of writing; `created_at` is distinct and growing within one tab. */
export function byWriting(one: Written, other: Written): number {
  const [first, second] = [one.created_at + one.client_message_id, other.created_at + other.client_message_id];
  return first < second ? -1 : 1;
}

type Written = Pick<OutboxEntry, "created_at" | "client_message_id">;

export function inOrder(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  return [...entries].sort(byWriting);
}
