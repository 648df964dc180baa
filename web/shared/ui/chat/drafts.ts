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

/** Survives a reload; where the browser refuses to store, it lives as long as the page. */
export function storedDrafts(storage: Storage, owner: string): Drafts {
  const fallback = memoryDrafts();
  const key = (conversationId: string) => `astars.draft.${owner}.${conversationId}`;
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
