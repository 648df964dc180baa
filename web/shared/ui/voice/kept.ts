/**
 * Recordings that no message carries yet, in IndexedDB: piece by piece while they are made, until their message is in the
 * outbox. Nothing here throws; where there is no IndexedDB a recording lives as long as the page.
 */

export interface KeptRecording {
  readonly id: string;
  readonly owner_id: string;
  readonly conversation_id: string;
  readonly reply_to_seq: number | null;
  readonly content_type: string;
  readonly created_at: number;
  /** The person wants it sent. A recording that was interrupted waits for their word. */
  readonly wanted: boolean;
}

const NAME = "astars-voice";
const RECORDINGS = "recordings";
const PIECES = "pieces";
/** Whether it is worth looking: most people have no recording waiting, and need none of this code. */
export const MARK = "astars-voice";
/** What is older was forgotten by the person, too. */
const KEPT_MS = 30 * 24 * 3600_000;

export class Kept {
  readonly #database: Promise<IDBDatabase | null>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(factory: IDBFactory | undefined = globalThis.indexedDB, name = NAME) {
    this.#database = factory ? opened(factory, name).catch(() => null) : Promise.resolve(null);
  }

  put(recording: KeptRecording): Promise<void> {
    mark(true);
    return this.#write(RECORDINGS, (store) => store.put(recording));
  }

  add(id: string, number: number, piece: Blob): Promise<void> {
    // As bytes, because not every browser can keep a Blob in a private window.
    return this.#after(async () => {
      const bytes = await piece.arrayBuffer();
      await this.#transact(PIECES, (store) => store.put(bytes, [id, number]));
    });
  }

  remove(id: string): Promise<void> {
    return this.#after(async () => {
      await this.#transact(RECORDINGS, (store) => store.delete(id));
      await this.#transact(PIECES, (store) => store.delete(IDBKeyRange.bound([id], [id, []])));
    });
  }

  /** One person's recordings, oldest first, with what was recorded; none without a sound. */
  async all(ownerId: string, now: number): Promise<{ recording: KeptRecording; sound: Blob }[]> {
    await this.#last;
    const all = (await this.#read<KeptRecording[]>(RECORDINGS, (store) => store.getAll())) ?? [];
    mark(all.length > 0);
    const found: { recording: KeptRecording; sound: Blob }[] = [];
    for (const recording of all.toSorted((one, other) => one.created_at - other.created_at)) {
      if (recording.created_at < now - KEPT_MS) {
        await this.remove(recording.id);
      } else if (recording.owner_id === ownerId) {
        const sound = await this.sound(recording);
        if (sound) found.push({ recording, sound });
      }
    }
    return found;
  }

  /** What was recorded; null when there is nothing of it. */
  async sound({ id, content_type }: KeptRecording): Promise<Blob | null> {
    await this.#last;
    const range = IDBKeyRange.bound([id], [id, []]);
    const pieces = await this.#read<ArrayBuffer[]>(PIECES, (store) => store.getAll(range));
    return pieces && pieces.length > 0 ? new Blob(pieces, { type: content_type }) : null;
  }

  #write(store: string, act: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    return this.#after(() => this.#transact(store, act));
  }

  /** In the order of asking. */
  #after(act: () => Promise<void>): Promise<void> {
    const next = this.#last.then(act).catch(() => undefined);
    this.#last = next;
    return next;
  }

  async #transact(store: string, act: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    const database = await this.#database;
    if (database) await settled(act(database.transaction(store, "readwrite").objectStore(store)));
  }

  async #read<T>(store: string, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
    try {
      const database = await this.#database;
      return database ? await settled(act(database.transaction(store, "readonly").objectStore(store))) : null;
    } catch {
      return null;
    }
  }
}

/** In one tab at a time, for as long as `act` takes; nothing happens when another tab has it. */
export async function alone(id: string, act: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return act();
  await navigator.locks.request(`${NAME}-${id}`, { ifAvailable: true }, (lock) => (lock ? act() : undefined));
}

function mark(on: boolean): void {
  try {
    if (on) localStorage.setItem(MARK, "1");
    else localStorage.removeItem(MARK);
  } catch {
    // Without it nothing is looked for after a reload.
  }
}

function opened(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(RECORDINGS, { keyPath: "id" });
    request.result.createObjectStore(PIECES);
  };
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
