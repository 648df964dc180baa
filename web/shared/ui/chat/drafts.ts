/** Unsent text, kept per conversation. */
export interface Drafts {
  read(conversationId: string): string;
  write(conversationId: string, text: string): void;
}

/** Lives as long as the page. */
export function memoryDrafts(): Drafts {
  const texts = new Map<string, string>();
  return {
    read: (conversationId) => texts.get(conversationId) ?? "",
    write: (conversationId, text) => void texts.set(conversationId, text),
  };
}

const PREFIX = "astars.draft";

/** Nobody else at this device finds what was left unsent. */
export function forgetDrafts(storage: Storage, owner: string): void {
  try {
    const mine = Object.keys(storage).filter((key) => key.startsWith(`${PREFIX}.${owner}.`));
    for (const key of mine) storage.removeItem(key);
  } catch {
    // A storage that refuses has kept nothing.
  }
}

/** Survives a reload; where the browser refuses to store, it lives as long as the page. */
export function storedDrafts(storage: Storage, owner: string): Drafts {
  const fallback = memoryDrafts();
  const key = (conversationId: string) => `${PREFIX}.${owner}.${conversationId}`;
  return {
    read(conversationId) {
      try {
        return storage.getItem(key(conversationId)) ?? fallback.read(conversationId);
      } catch {
        return fallback.read(conversationId);
      }
    },
    write(conversationId, text) {
      fallback.write(conversationId, text);
      try {
        if (text) storage.setItem(key(conversationId), text);
        else storage.removeItem(key(conversationId));
      } catch {
        // Full or forbidden: the fallback has it.
      }
    },
  };
}
