// Group commit: while one batch is being committed the next one gathers, at most one message of a conversation in it.
import { DUPLICATE_KEY, DURABLE, Seqs, sameSend } from "./append.mjs";

const MAX_BATCH = 500;

export class InBatches {
  #messages;
  #committed;
  #lines = new Map();
  #seqs;
  #isCommitting = false;

  // `committed(messages)` is told what is new.
  constructor(messages, committed) {
    this.#messages = messages;
    this.#committed = committed;
    this.#seqs = new Seqs(messages);
  }

  append(draft) {
    const key = draft.conversation_id.toHexString();
    const { promise, resolve, reject } = Promise.withResolvers();
    const line = this.#lines.get(key);
    const waiting = { key, draft, resolve, reject };
    if (line) line.push(waiting);
    else this.#lines.set(key, [waiting]);
    if (!this.#isCommitting) this.#commitAll();
    return promise;
  }

  async #commitAll() {
    this.#isCommitting = true;
    await Promise.resolve(); // whatever came with the same read of the network belongs to the first batch
    while (this.#lines.size) await this.#commit(this.#gather());
    this.#isCommitting = false;
  }

  #gather() {
    const batch = [];
    for (const [key, line] of this.#lines) {
      batch.push(line.shift());
      if (!line.length) this.#lines.delete(key);
      if (batch.length === MAX_BATCH) break;
    }
    return batch;
  }

  async #commit(batch) {
    try {
      const asked = batch.filter((one) => !this.#seqs.knows(one.key));
      await Promise.all(asked.map((one) => this.#seqs.next(one.key, one.draft.conversation_id)));
      for (const one of batch) one.draft.seq = await this.#seqs.next(one.key, one.draft.conversation_id);
      const refused = await this.#insert(batch.map((one) => one.draft));
      const written = batch.filter((_, index) => !refused.has(index));
      for (const one of written) this.#seqs.used(one.key, one.draft.seq);
      this.#committed(written.map((one) => one.draft));
      for (const one of written) one.resolve({ message: one.draft, isNew: true });
      for (const [index, clash] of refused) await this.#settle(batch[index], clash);
    } catch (error) {
      for (const one of batch) {
        this.#seqs.forget(one.key);
        one.reject(error);
      }
    }
  }

  // The refusals by index; whatever is no clash with an index is raised.
  async #insert(drafts) {
    try {
      await this.#messages.insertMany(drafts, { ...DURABLE, ordered: false });
      return new Map();
    } catch (error) {
      const refusals = error.writeErrors ?? [];
      if (!refusals.length || refusals.some((one) => one.code !== DUPLICATE_KEY)) throw error;
      return new Map(refusals.map((one) => [one.index, one.errmsg]));
    }
  }

  async #settle(one, clash) {
    this.#seqs.forget(one.key);
    const already = await sameSend(this.#messages, one.draft, clash);
    if (already) one.resolve({ message: already, isNew: false });
    else this.#lines.set(one.key, [one, ...(this.#lines.get(one.key) ?? [])]);
  }
}
