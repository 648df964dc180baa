// One majority-committed, journaled insert a message. Two unique indexes make seq gapless and a send stored once; the
// sends of one conversation wait for each other, so that a refused one leaves no gap.
export const DURABLE = { writeConcern: { w: "majority", j: true } };
export const DUPLICATE_KEY = 11000;
const MAX_REMEMBERED = 50_000;

export class OneByOne {
  #messages;
  #committed;
  #lines = new Map();
  #seqs;

  // `committed(messages)` is told what is new.
  constructor(messages, committed) {
    this.#messages = messages;
    this.#committed = committed;
    this.#seqs = new Seqs(messages);
  }

  append(draft) {
    const key = draft.conversation_id.toHexString();
    const before = this.#lines.get(key) ?? Promise.resolve();
    const turn = before.then(() => this.#commit(key, draft));
    const tail = turn
      .catch(() => {})
      .then(() => {
        if (this.#lines.get(key) === tail) this.#lines.delete(key);
      });
    this.#lines.set(key, tail);
    return turn;
  }

  async #commit(key, draft) {
    for (;;) {
      draft.seq = await this.#seqs.next(key, draft.conversation_id);
      try {
        await this.#messages.insertOne(draft, DURABLE);
      } catch (error) {
        this.#seqs.forget(key);
        if (error.code !== DUPLICATE_KEY) throw error;
        const already = await sameSend(this.#messages, draft, error.message);
        if (already) return { message: already, isNew: false };
        continue;
      }
      this.#seqs.used(key, draft.seq);
      this.#committed([draft]);
      return { message: draft, isNew: true };
    }
  }
}

// The message that this send has become before; null when the clash was about the seq.
export async function sameSend(messages, draft, clash) {
  if (!clash.includes("index: once")) return null;
  const { conversation_id, sender_id, client_message_id } = draft;
  return messages.findOne({ conversation_id, sender_id, client_message_id }, { readConcern: { level: "majority" } });
}

// The next seq of every conversation written to lately.
export class Seqs {
  #messages;
  #known = new Map();

  constructor(messages) {
    this.#messages = messages;
  }

  knows(key) {
    return this.#known.has(key);
  }

  async next(key, conversation_id) {
    if (!this.#known.has(key)) {
      const options = { projection: { seq: 1 }, sort: { seq: -1 } };
      const last = await this.#messages.findOne({ conversation_id }, options);
      this.used(key, last?.seq ?? 0);
    }
    return this.#known.get(key);
  }

  used(key, seq) {
    this.#known.delete(key);
    this.#known.set(key, seq + 1);
    if (this.#known.size > MAX_REMEMBERED) this.#known.delete(this.#known.keys().next().value);
  }

  forget(key) {
    this.#known.delete(key);
  }
}
