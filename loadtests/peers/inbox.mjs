// The inbox's copy of the newest message. It may be a moment behind and is never ahead, so no acknowledgement waits for
// it; what comes while one copy is being written goes into the next.
const NEWEST = 200;

export class Inbox {
  #conversations;
  #pending = new Map();
  #isWriting = false;

  constructor(conversations) {
    this.#conversations = conversations;
  }

  newestOf(user_id) {
    const query = { participant_ids: user_id };
    return this.#conversations.find(query).sort({ last_message_at: -1, _id: -1 }).limit(NEWEST).toArray();
  }

  copy(messages) {
    for (const message of messages) {
      const key = message.conversation_id.toHexString();
      const receipts = this.#pending.get(key)?.receipts ?? {};
      const path = `receipts.${message.sender_id.toHexString()}`;
      receipts[`${path}.read_seq`] = message.seq;
      receipts[`${path}.delivered_seq`] = message.seq;
      this.#pending.set(key, { message, receipts });
    }
    if (!this.#isWriting) this.#writeAll();
  }

  async #writeAll() {
    this.#isWriting = true;
    while (this.#pending.size) {
      const copies = [...this.#pending.values()].flatMap(updates);
      this.#pending.clear();
      await this.#conversations
        .bulkWrite(copies, { ordered: false, writeConcern: { w: 1 } })
        .catch((error) => console.error("inbox copy is behind", error));
    }
    this.#isWriting = false;
  }
}

function updates({ message, receipts }) {
  const { conversation_id: _id, seq } = message;
  const copy = { last_seq: seq, last_message: message, last_message_at: message.created_at };
  return [
    { updateOne: { filter: { _id, last_seq: { $lt: seq } }, update: { $set: copy } } },
    { updateOne: { filter: { _id }, update: { $max: receipts } } },
  ];
}
