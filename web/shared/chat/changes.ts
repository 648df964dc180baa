/**
 * Edits, deletions and reactions: shown at once, asked of the server one after the other for each message, and asked again
 * with the same words when no answer came. Refused, everything stands as before; the words of an edit are kept for another try.
 */

import type { MessageAnswer } from "../../contracts/socket";
import { type Answer, unanswered } from "./answer";
import type { Clock } from "./clock";
import type { Connection } from "./connection";
import { newId } from "./identity";
import type { Pauses } from "./pauses";
import type { Change, Message } from "./state";
import type { Store } from "./store";

export type Wanted =
  | { readonly what: "edit"; readonly text: string }
  | { readonly what: "remove" }
  | { readonly what: "react"; readonly emoji: string; readonly on: boolean };

export interface ChangePorts {
  readonly store: Store;
  readonly connection: Connection;
  readonly clock: Clock;
  readonly pauses: Pauses;
  changed(message: Message): void;
  refused(change: Change): void;
}

/** So long the same is asked again; after that what the next sync says holds. */
const GIVE_UP_MS = 60_000;

export class Changes {
  readonly #ports: ChangePorts;
  /** The last change of each message: the next one waits for it. */
  readonly #lanes = new Map<string, Promise<unknown>>();
  #closed = false;

  constructor(ports: ChangePorts) {
    this.#ports = ports;
  }

  /** Never kept for later: without a connection the answer says so, and nothing is shown. */
  make(conversation_id: string, seq: number, wanted: Wanted): Promise<Answer<MessageAnswer>> {
    const at = new Date(this.#ports.clock.now() + this.#ports.store.state.clockSkewMs).toISOString();
    return this.#begin({ ...wanted, id: newId(), conversation_id, seq, at, state: "asking" });
  }

  /** A refused edit once more. */
  retry(id: string): boolean {
    const change = this.#find(id);
    if (change?.state !== "failed") {
      return false;
    }
    const { error: _, ...rest } = change;
    void this.#begin({ ...rest, state: "asking" });
    return true;
  }

  /** Lets the words of a refused edit go. */
  discard(id: string): boolean {
    const change = this.#find(id);
    if (change?.state !== "failed") {
      return false;
    }
    this.#ports.store.dispatch({ type: "change.ended", change });
    return true;
  }

  close(): void {
    this.#closed = true;
  }

  async #begin(change: Change): Promise<Answer<MessageAnswer>> {
    const { store, connection } = this.#ports;
    if (connection.status.name !== "online") {
      return unanswered("offline");
    }
    store.dispatch({ type: "change.begun", change });
    const lane = `${change.conversation_id} ${change.seq}`;
    const before = this.#lanes.get(lane);
    const asked = (async () => {
      await before;
      return this.#persist(change);
    })();
    this.#lanes.set(lane, asked);
    const answer = await asked;
    if (this.#lanes.get(lane) === asked) {
      this.#lanes.delete(lane);
    }
    this.#end(change, answer);
    return answer;
  }

  async #persist(change: Change): Promise<Answer<MessageAnswer>> {
    const { clock, pauses } = this.#ports;
    const until = clock.now() + GIVE_UP_MS;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.#ask(change);
      if (answer.ok || !answer.error.retryable || clock.now() >= until || this.#closed) {
        return answer;
      }
      await pauses.beforeRetry(attempt, answer.error);
    }
  }

  #ask(change: Change): Promise<Answer<MessageAnswer>> {
    const { connection } = this.#ports;
    const { conversation_id, seq } = change;
    if (change.what === "edit") {
      return connection.command("message.edit", { conversation_id, seq, text: change.text });
    }
    if (change.what === "react") {
      return connection.command("message.react", { conversation_id, seq, emoji: change.emoji, on: change.on });
    }
    return connection.command("message.delete", { conversation_id, seq });
  }

  #end(change: Change, answer: Answer<MessageAnswer>): void {
    const { store, changed, refused } = this.#ports;
    if (answer.ok) {
      changed(answer.data.message);
    }
    if (answer.ok || change.what !== "edit") {
      store.dispatch({ type: "change.ended", change });
    } else {
      store.dispatch({ type: "change.begun", change: { ...change, state: "failed", error: answer.error } });
    }
    if (!answer.ok) {
      refused(change);
    }
  }

  #find(id: string): Change | undefined {
    const conversations = [...this.#ports.store.state.conversations.values()];
    return conversations.flatMap(({ changes }) => changes).find((change) => change.id === id);
  }
}

/** The message as it will be, if the server agrees. */
export function asChanged(message: Message, changes: readonly Change[], me: string): Message {
  let shown = message;
  for (const change of changes) {
    if (change.seq === message.seq && change.state === "asking") {
      shown = { ...shown, ...effect(shown, change, me) };
    }
  }
  return shown;
}

function effect(message: Message, change: Change, me: string): Partial<Message> {
  if (change.what === "edit") {
    return { text: change.text, edited_at: change.at };
  }
  return change.what === "remove"
    ? { text: "", attachments: [], reactions: [], deleted_at: change.at }
    : { reactions: reactionsWith(message.reactions, change.emoji, me, change.on) };
}

function reactionsWith(reactions: Message["reactions"], emoji: string, me: string, on: boolean): Message["reactions"] {
  const mine = reactions.some((one) => one.emoji === emoji) ? [] : [{ emoji, user_ids: [] }];
  return [...reactions, ...mine]
    .map((one) => {
      const others = one.user_ids.filter((id) => id !== me);
      return one.emoji === emoji ? { emoji, user_ids: on ? [...others, me] : others } : one;
    })
    .filter((one) => one.user_ids.length > 0);
}
