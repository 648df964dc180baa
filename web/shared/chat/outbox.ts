/**
 * Messages on their way to the server.
 *
 * Promises: an entry is stored before it is sent; it is sent with the same id until the server acknowledges or definitely
 * refuses it; within a conversation one is under way at a time, in the order of writing; conversations do not wait for
 * each other. With the server's "the same id is the same message" this makes each message arrive exactly once.
 */

import type { MessageAnswer } from "../../contracts/socket";
import type { Answer, ChatError } from "./answer";
import { type Clock, retryWait } from "./clock";
import { type Lane, Lanes } from "./lanes";
import type { Message, OutboxEntry } from "./state";
import type { ChatStorage } from "./storage";

export interface OutboxPorts {
  readonly storage: ChatStorage;
  readonly clock: Clock;
  readonly random: () => number;
  /** Asks the server once. */
  send(entry: OutboxEntry): Promise<Answer<MessageAnswer>>;
  changed(entry: OutboxEntry): void;
  removed(entry: OutboxEntry): void;
  /** The person's other tabs have to know: it is new or another, or it is gone. */
  tell(entry: OutboxEntry, gone: boolean): void;
  acknowledged(message: Message): void;
}

export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #lanes = new Lanes();
  #owner = "";
  #online = false;
  #closed = false;
  #newest = 0;
  /** Ids that are over for good, though the storage may still be about to let go of them. */
  readonly #finished = new Set<string>();
  /** Entries that another tab finished, sent or dropped; still shown, because the message may not have come yet. */
  readonly #orphans: OutboxEntry[] = [];
  /** The last write of each entry: nothing is sent, and nothing counts as finished elsewhere, before it is done. */
  readonly #writes = new Map<string, Promise<void>>();

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  /** Whose outbox this is. What was written before that was known becomes theirs; what they left behind is taken up. */
  async own(ownerId: string): Promise<void> {
    if (this.#owner === ownerId) {
      return this.reload();
    }
    const nobodys = this.#owner === "";
    this.#owner = ownerId;
    for (const entry of this.#lanes.entries()) {
      if (nobodys) {
        const owned = { ...entry, owner_id: ownerId };
        this.#lanes.replace(owned);
        this.#write(owned);
        this.#tell(owned);
      } else {
        this.#drop(entry);
      }
    }
    await this.reload();
  }

  /** Takes up what another tab left, and lets go of what another tab finished. */
  async reload(): Promise<void> {
    if (this.#owner === "" || this.#closed) {
      return;
    }
    const known = this.#lanes.entries();
    await Promise.all(this.#writes.values());
    const stored = await this.#ports.storage.all(this.#owner);
    const ids = new Set(stored.map((entry) => entry.client_message_id));
    for (const entry of known) {
      const flying = this.#lanes.of(entry).flying === entry.client_message_id;
      if (!ids.has(entry.client_message_id) && !flying && this.#lanes.find(entry.client_message_id)) {
        this.#lanes.take(entry);
        this.#finished.add(entry.client_message_id);
        this.#orphans.push(entry);
      }
    }
    for (const entry of stored) {
      if (!this.#lanes.find(entry.client_message_id) && !this.#finished.has(entry.client_message_id)) {
        this.#insert(entry);
      }
    }
    for (const lane of this.#lanes) {
      this.#pump(lane);
    }
  }

  /** A sync is complete: whatever another tab had sent is among the messages, whatever it had dropped can go. */
  settle(): void {
    for (const entry of this.#orphans.splice(0)) {
      this.#ports.removed(entry);
    }
  }

  /** Shown at once, sent as soon as it is stored and its turn has come. */
  add(draft: Omit<OutboxEntry, "created_at" | "state" | "owner_id">): OutboxEntry {
    this.#newest = Math.max(this.#newest + 1, this.#ports.clock.now());
    const created_at = new Date(this.#newest).toISOString();
    const entry: OutboxEntry = { ...draft, created_at, state: "sending", owner_id: this.#owner };
    this.#write(entry);
    this.#tell(entry);
    this.#insert(entry);
    this.#pump(this.#lanes.of(entry));
    return entry;
  }

  /** Another tab has written, retried, failed or dropped an entry. Whoever sends keeps it, too, and decides what is under way. */
  hear(entry: OutboxEntry, gone: boolean): void {
    const id = entry.client_message_id;
    const known = this.#lanes.find(id);
    if (entry.owner_id !== this.#owner || this.#finished.has(id) || this.#lanes.of(entry).flying === id) {
      return;
    }
    if (gone) {
      this.#finished.add(id);
      if (known) {
        this.#drop(known);
      }
    } else if (known) {
      this.#lanes.replace(entry);
      this.#ports.changed(entry);
    } else {
      if (this.#online) {
        this.#write(entry);
      }
      this.#insert(entry);
    }
    this.#pump(this.#lanes.of(entry));
  }

  /** A failed entry goes back to its place and is sent again, with the same id. */
  retry(clientMessageId: string): boolean {
    const entry = this.#lanes.find(clientMessageId);
    if (entry?.state !== "failed") {
      return false;
    }
    const { error: _, ...rest } = entry;
    this.#update({ ...rest, state: "sending" });
    this.#pump(this.#lanes.of(entry));
    return true;
  }

  /** Drops an entry, unless it is under way at this moment. */
  discard(clientMessageId: string): boolean {
    const entry = this.#lanes.find(clientMessageId);
    if (!entry || this.#lanes.of(entry).flying === clientMessageId) {
      return false;
    }
    this.#drop(entry);
    this.#forget(clientMessageId);
    this.#tell(entry, true);
    return true;
  }

  /** The message was seen stored, whoever sent it there: the acknowledgement may have been lost, or another tab was faster. */
  confirm(clientMessageId: string): void {
    const entry = this.#lanes.find(clientMessageId);
    this.#finished.add(clientMessageId);
    if (entry) {
      this.#lanes.take(entry);
      this.#forget(clientMessageId);
    }
  }

  /** Connected: everything that waited goes on now. */
  resume(): void {
    this.#online = true;
    for (const lane of this.#lanes) {
      this.#unpause(lane);
      lane.attempt = 0;
      this.#pump(lane);
    }
  }

  pause(): void {
    this.#online = false;
  }

  close(): void {
    this.#closed = true;
    for (const lane of this.#lanes) {
      this.#unpause(lane);
    }
  }

  #pump(lane: Lane): void {
    const next = lane.entries.find((entry) => entry.state === "sending");
    if (next && this.#online && !this.#closed && this.#owner && !lane.flying && lane.pause === null) {
      lane.flying = next.client_message_id;
      void this.#fly(lane, next);
    }
  }

  async #fly(lane: Lane, entry: OutboxEntry): Promise<void> {
    await this.#writes.get(entry.client_message_id);
    const answer = await this.#ports.send(entry);
    lane.flying = null;
    if (answer.ok) {
      lane.attempt = 0;
      this.#lanes.take(entry);
      this.#ports.acknowledged(answer.data.message);
      this.#forget(entry.client_message_id);
    } else if (answer.error.retryable) {
      this.#wait(lane, answer.error);
    } else if (this.#lanes.find(entry.client_message_id)) {
      lane.attempt = 0;
      this.#update({ ...entry, state: "failed", error: answer.error });
    }
    this.#pump(lane);
  }

  #wait(lane: Lane, error: ChatError): void {
    if (error.origin === "offline" && !this.#online) {
      return;
    }
    const wait = retryWait(error, lane.attempt++, this.#ports.random);
    lane.pause = this.#ports.clock.after(wait, () => {
      lane.pause = null;
      this.#pump(lane);
    });
  }

  #unpause(lane: Lane): void {
    if (lane.pause !== null) {
      this.#ports.clock.cancel(lane.pause);
      lane.pause = null;
    }
  }

  #insert(entry: OutboxEntry): void {
    this.#lanes.insert(entry);
    this.#ports.changed(entry);
  }

  #update(entry: OutboxEntry): void {
    this.#lanes.replace(entry);
    this.#write(entry);
    this.#ports.changed(entry);
    this.#tell(entry);
  }

  #tell(entry: OutboxEntry, gone = false): void {
    if (entry.owner_id) {
      this.#ports.tell(entry, gone);
    }
  }

  /** Out of the lane and off the screen. */
  #drop(entry: OutboxEntry): void {
    this.#lanes.take(entry);
    this.#ports.removed(entry);
  }

  #write(entry: OutboxEntry): void {
    if (entry.owner_id) {
      const id = entry.client_message_id;
      this.#writes.set(
        id,
        (this.#writes.get(id) ?? Promise.resolve()).then(() => this.#ports.storage.put(entry)),
      );
    }
  }

  #forget(id: string): void {
    this.#finished.add(id);
    void (this.#writes.get(id) ?? Promise.resolve()).then(() => this.#ports.storage.remove(id));
    this.#writes.delete(id);
  }
}

export function payloadOf(entry: OutboxEntry) {
  return {
    client_message_id: entry.client_message_id,
    conversation_id: entry.conversation_id,
    kind: entry.kind,
    ...(entry.text ? { text: entry.text } : {}),
    ...(entry.attachment_ids.length > 0 ? { attachment_ids: entry.attachment_ids } : {}),
    ...(entry.reply_to_seq !== null ? { reply_to_seq: entry.reply_to_seq } : {}),
  };
}
