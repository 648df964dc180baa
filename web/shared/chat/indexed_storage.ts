/** The outbox in IndexedDB: shared by all tabs of the origin, and still there after a reload. */

import type { OutboxEntry } from "./state";
import { inOrder, memoryStorage, type OutboxStorage } from "./storage";

const STORE = "outbox";
const BY_OWNER = "owner_id";

/** IndexedDB, or memory where it is missing, forbidden (private windows) or broken. */
export async function openStorage(name: string, factory = globalThis.indexedDB): Promise<OutboxStorage> {
  try {
    return indexedStorage(await openDatabase(factory, name));
  } catch {
    return memoryStorage();
  }
}

function indexedStorage(database: IDBDatabase): OutboxStorage {
  /** Everything this tab has put, for the moment when the database fails. */
  const mirror = memoryStorage();
  const unsaved = new Set<string>();
  const store = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE);
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
  };
}

function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: "client_message_id" }).createIndex(BY_OWNER, BY_OWNER);
  };
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
