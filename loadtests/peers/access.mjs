// The one door to a conversation. A copy may be two seconds old: good enough to let somebody write, never to refuse.
import { ObjectId } from "mongodb";
import { Refusal } from "./wire.mjs";

const FRESH_MS = 2000;
const MAX_KEPT = 20_000;

export class Conversations {
  #collection;
  #kept = new Map();

  constructor(collection) {
    this.#collection = collection;
  }

  async access(person, id, purpose) {
    if (typeof id !== "string" || !ObjectId.isValid(id)) throw new Refusal("not_found");
    const kept = this.#kept.get(id);
    if (purpose === "write" && kept && performance.now() - kept.at < FRESH_MS) {
      if (!refusal(person, kept.conversation, purpose)) return kept.conversation;
    }
    const at = performance.now();
    const conversation = await this.#collection.findOne({ _id: new ObjectId(id) });
    if (!conversation) throw new Refusal("not_found");
    this.#keep(id, { at, conversation });
    const refused = refusal(person, conversation, purpose);
    if (refused) throw refused;
    return conversation;
  }

  #keep(id, entry) {
    this.#kept.delete(id);
    this.#kept.set(id, entry);
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value);
  }
}

function refusal(person, conversation, purpose) {
  if (!conversation.participant_ids.some((one) => one.equals(person._id))) return new Refusal("not_found");
  const ended = conversation.completed_at || (conversation.active_until && conversation.active_until <= new Date());
  return purpose === "write" && ended ? new Refusal("conversation_inactive") : null;
}
