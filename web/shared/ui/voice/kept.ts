/**
 * Recordings that no message carries yet, in IndexedDB: piece by piece while they are made, until their message is in the
 * outbox. Nothing here throws; what could not be kept (no IndexedDB, no room) is told to `lost`, and the recording lives as
 * long as the page, beside what of it is uploaded already.
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
  /** What the server has of it. */
  readonly uploaded?: Uploaded | null;
}

export interface Uploaded {
  readonly attachment_id: string;
  /** The first so many parts. */
  readonly parts: number;
  readonly duration_ms: number;
}

/** A second of a recording; `duration_ms` is how long all of it is to the end of this piece. */
export interface Piece {
  readonly sound: Blob;
  readonly levels: readonly number[];
  readonly duration_ms: number;
}

export interface Found {
  readonly recording: KeptRecording;
  readonly pieces: readonly Piece[];
}

interface KeptPiece {
  readonly bytes: ArrayBuffer;
  readonly levels: readonly number[];
  readonly duration_ms: number;
}

const NAME = "astars-voice";
const VERSION = 2;
const RECORDINGS = "recordings";
const PIECES = "pieces";
/** Whether it is worth looking: most people have no recording waiting, and need none of this code. */
export const MARK = "astars-voice";
/** What is older was forgotten by the person, too. */
const KEPT_MS = 30 * 24 * 3600_000;

export class Kept {
  readonly #database: Promise<IDBDatabase | null>;
  readonly #lost: () => void;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    lost: () => void = () => undefined,
    factory: IDBFactory | undefined = globalThis.indexedDB,
    name: string = NAME,
  ) {
    this.#lost = lost;
    this.#database = factory ? opened(factory, name).catch(() => null) : Promise.resolve(null);
  }

  put(recording: KeptRecording): Promise<void> {
    mark(true);
    return this.#after(() => this.#transact(RECORDINGS, (store) => store.put(recording)));
  }

  add(id: string, number: number, { sound, levels, duration_ms }: Piece): Promise<void> {
    // As bytes, because not every browser can keep a Blob in a private window.
    return this.#after(async () => {
      const piece: KeptPiece = { bytes: await sound.arrayBuffer(), levels, duration_ms };
      await this.#transact(PIECES, (store) => store.put(piece, [id, number]));
    });
  }

  remove(id: string): Promise<void> {
    return this.#after(async () => {
      await this.#transact(RECORDINGS, (store) => store.delete(id));
      await this.#transact(PIECES, (store) => store.delete(IDBKeyRange.bound([id], [id, []])));
    }, null);
  }

  /** One person's recordings, oldest first, with what was recorded; none without a sound. */
  async all(ownerId: string, now: number): Promise<Found[]> {
    await this.#last;
    const all = (await this.#read<KeptRecording[]>(RECORDINGS, (store) => store.getAll())) ?? [];
    mark(all.length > 0);
    const found: Found[] = [];
    for (const recording of all.toSorted((one, other) => one.created_at - other.created_at)) {
      if (recording.created_at < now - KEPT_MS) {
        await this.remove(recording.id);
      } else if (recording.owner_id === ownerId) {
        const pieces = await this.pieces(recording);
        if (pieces.length > 0 || recording.uploaded?.parts) found.push({ recording, pieces });
      }
    }
    return found;
  }

  /** What was recorded, from its beginning to the first piece that could not be kept. */
  async pieces({ id, content_type }: KeptRecording): Promise<Piece[]> {
    await this.#last;
    const range = IDBKeyRange.bound([id], [id, []]);
    const keys = (await this.#read(PIECES, (store) => store.getAllKeys(range))) ?? [];
    const kept = (await this.#read<KeptPiece[]>(PIECES, (store) => store.getAll(range))) ?? [];
    const gap = keys.findIndex((key, index) => (key as [string, number])[1] !== index);
    return kept
      .slice(0, gap < 0 ? kept.length : gap)
      .map(({ bytes, ...facts }) => ({ sound: new Blob([bytes], { type: content_type }), ...facts }));
  }

  /** In the order of asking. */
  #after(act: () => Promise<void>, failed: (() => void) | null = this.#lost): Promise<void> {
    const next = this.#last.then(act).catch(() => failed?.());
    this.#last = next;
    return next;
  }

  async #transact(store: string, act: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    const database = await this.#database;
    if (!database) throw new Error("there is no IndexedDB");
    const transaction = database.transaction(store, "readwrite");
    act(transaction.objectStore(store));
    await committed(transaction);
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
  const request = factory.open(name, VERSION);
  request.onupgradeneeded = () => {
    for (const store of request.result.objectStoreNames) request.result.deleteObjectStore(store);
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

/** A full disk is found out when the transaction ends, after its request has succeeded. */
function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
