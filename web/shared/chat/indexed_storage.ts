/** Outbox and drafts in IndexedDB: shared by all tabs of the origin, and still there after a reload. */

import type { OutboxEntry } from "./state";
import { type ChatStorage, inOrder, memoryStorage } from "./storage";

const OUTBOX = "outbox";
const DRAFTS = "drafts";
/** 2: drafts. */
const VERSION = 2;
const BY_OWNER = "owner_id";

type OpenStore = (mode: IDBTransactionMode, name?: string) => IDBObjectStore;

/** IndexedDB, or memory where it is missing, forbidden (private windows) or broken. */
export async function openStorage(name: string, factory = globalThis.indexedDB): Promise<ChatStorage> {
  try {
    return indexedStorage(await openDatabase(factory, name));
  } catch {
    return memoryStorage();
  }
}

function indexedStorage(database: IDBDatabase): ChatStorage {
  /** Everything this tab has put, for the moment when the database fails. */
  const mirror = memoryStorage();
  const unsaved = new Set<string>();
  const store: OpenStore = (mode, name = OUTBOX) => database.transaction(name, mode).objectStore(name);
  return {
    async all(ownerId) {
      const own = await mirror.all(ownerId);
      try {
        const stored: OutboxEntry[] = await settled(store("readonly").index(BY_OWNER).getAll(ownerId));
        const onlyHere = own.filter((entry) => unsaved.has(entry.client_message_id));
        const newest = new Map([...stored, ...onlyHere].map((entry) => [entry.client_message_id, entry]));
        return inOrder([...newest.values()]);
      } catch {
        return own;
      }
    },
    async put(entry) {
      await mirror.put(entry);
      try {
        await settled(store("readwrite").put(entry));
        unsaved.delete(entry.client_message_id);
      } catch {
        unsaved.add(entry.client_message_id);
      }
    },
    async remove(id) {
      await mirror.remove(id);
      unsaved.delete(id);
      try {
        await settled(store("readwrite").delete(id));
      } catch {
        // It stays in the database and is sent once more after a reload, with the same id: the server knows it already.
      }
    },
    ...draftsIn(store, mirror),
  };
}

function draftsIn(store: OpenStore, mirror: ChatStorage): Pick<ChatStorage, "drafts" | "putDraft"> {
  return {
    async drafts(ownerId) {
      try {
        return await settled(store("readonly", DRAFTS).index(BY_OWNER).getAll(ownerId));
      } catch {
        return mirror.drafts(ownerId);
      }
    },
    async putDraft(draft) {
      await mirror.putDraft(draft);
      try {
        const drafts = store("readwrite", DRAFTS);
        await (draft.text
          ? settled(drafts.put(draft))
          : settled(drafts.delete([draft.owner_id, draft.conversation_id])));
      } catch {
        // The mirror has it, as long as the page.
      }
    },
  };
}

function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, VERSION);
  request.onupgradeneeded = ({ oldVersion }) => {
    const make = (store: string, keyPath: string | string[]) =>
      request.result.createObjectStore(store, { keyPath }).createIndex(BY_OWNER, BY_OWNER);
    if (oldVersion < 1) {
      make(OUTBOX, "client_message_id");
    }
    make(DRAFTS, [BY_OWNER, "conversation_id"]);
  };
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error);
    // A tab with an older version of the page is in the way; waiting for it would keep this one from starting.
    request.onblocked = () => reject(new Error("blocked"));
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      resolve(database);
    };
  });
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
