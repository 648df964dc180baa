/** How the parts of the chat work together: events → state → what has to follow from them. */

import type { Events, SyncAnswer } from "../../contracts/socket";
import { Attachments } from "./attachments";
import type { ChatOptions, Draft } from "./chat";
import { type Clock, systemClock, type Timer } from "./clock";
import { type Connection, createConnection, type EventName } from "./connection";
import { History } from "./history";
import { createHttp } from "./http";
import { newId } from "./identity";
import { Outbox } from "./outbox";
import { type PresencePorts, Receipts, TypingSignal } from "./presence";
import { nextDeadline } from "./selectors";
import type { Message, OutboxEntry } from "./state";
import type { OutboxStorage } from "./storage";
import { createStore, type WireEvent } from "./store";
import { Sync } from "./sync";
import { xhrUploader } from "./uploader";

/** Every event of the wire that the reducer understands; the others go to `Chat.on` alone. */
const APPLIED = [
  "session.ready",
  "message.created",
  "message.changed",
  "receipt.updated",
  "typing.changed",
  "presence.changed",
  "availability.changed",
  "conversation.created",
  "conversation.changed",
  "queue.changed",
] as const satisfies readonly EventName[];

/** Timers of more than 24 days fire at once in every browser. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

export class Engine {
  readonly store = createStore();
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly history: History;
  readonly attachments: Attachments;
  readonly typing: TypingSignal;
  readonly #clock: Clock;
  readonly #sync: Sync;
  readonly #receipts: Receipts;
  #tick: Timer | null = null;
  #closed = false;

  constructor(options: ChatOptions) {
    const { clock = systemClock, random = Math.random, storage, url } = options;
    const token = options.auth?.token;
    this.#clock = clock;
    this.connection = options.connection ?? createConnection({ url, token, clock, random });
    const http = createHttp({
      url,
      token,
      language: options.language ?? "ru",
      fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    });
    this.outbox = this.#createOutbox(storage, random);
    this.#sync = this.#createSync(random);
    const presence = this.#presencePorts();
    this.#receipts = new Receipts(presence);
    this.typing = new TypingSignal(presence);
    this.history = new History({ store: this.store, connection: this.connection, http, now: () => this.now() });
    this.attachments = new Attachments({
      store: this.store,
      http,
      uploader: options.uploader ?? xhrUploader,
      clock,
      random,
      send: (conversationId, draft) => this.write(conversationId, draft),
    });
    this.#listen();
    if (options.userId) {
      void this.outbox.own(options.userId);
    }
    this.connection.start();
  }

  now(): number {
    return this.#clock.now() + this.store.state.clockSkewMs;
  }

  /** Into the outbox; the answer is the `client_message_id`. */
  write(conversationId: string, { text = "", kind = "text", attachments = [], replyToSeq = null }: Draft): string {
    this.typing.sent(conversationId);
    const entry = this.outbox.add({
      client_message_id: newId(),
      conversation_id: conversationId,
      kind,
      text,
      attachments,
      attachment_ids: attachments.map((attachment) => attachment.id),
      reply_to_seq: replyToSeq,
    });
    return entry.client_message_id;
  }

  /** Something may have come into a conversation: is anything missing, and how far have we received and read? */
  arrived(conversationId: string): void {
    this.#sync.notice(this.store.state.conversations.get(conversationId));
    this.listed();
  }

  /** More is known, or read, than before. */
  listed(): void {
    this.#receipts.notice();
    this.#watchTime();
  }

  wake(): void {
    this.connection.wake();
    this.#sync.now();
    void this.outbox.reload();
  }

  close(): void {
    this.#closed = true;
    this.outbox.close();
    this.#sync.disconnected();
    this.#receipts.close();
    this.typing.close();
    this.attachments.close();
    if (this.#tick !== null) {
      this.#clock.cancel(this.#tick);
    }
    this.connection.close();
  }

  #listen(): void {
    this.connection.on("session.ready", (ready) => {
      const skewMs = Date.parse(ready.server_time) - this.#clock.now();
      this.store.dispatch({ type: "clock.set", skewMs });
      void this.outbox.own(ready.user.id);
    });
    for (const name of APPLIED) {
      this.connection.on(name, (payload: Events[typeof name]) => {
        this.store.dispatch({ type: name, payload, now: this.now() } as WireEvent);
        this.#after(payload);
      });
    }
    this.connection.onStatus((status) => {
      if (status.name === "online") {
        this.#sync.connected();
        this.outbox.resume();
        this.#receipts.notice();
      } else {
        this.#sync.disconnected();
        this.outbox.pause();
        this.store.dispatch({ type: "connection.changed", connection: status });
      }
    });
  }

  #after(payload: Events[(typeof APPLIED)[number]]): void {
    if ("message" in payload) {
      this.#confirm([payload.message]);
      this.arrived(payload.message.conversation_id);
    } else if ("conversation" in payload) {
      this.arrived(payload.conversation.id);
    }
    this.#watchTime();
  }

  /** Messages of mine that are stored need not be sent any more, whoever has sent them. */
  #confirm(messages: readonly Message[]): void {
    const me = this.store.state.me?.id;
    for (const { sender, client_message_id } of messages) {
      if (sender.id === me && client_message_id !== null) {
        this.outbox.confirm(client_message_id);
      }
    }
  }

  /** A timer only announces: whoever needs to know exactly asks `isActive` and `typists` with `now()`. */
  #watchTime(): void {
    if (this.#tick !== null) {
      this.#clock.cancel(this.#tick);
      this.#tick = null;
    }
    const deadline = nextDeadline(this.store.state, this.now());
    if (deadline !== null && !this.#closed) {
      const wait = Math.min(deadline - this.now(), LONGEST_WAIT_MS);
      this.#tick = this.#clock.after(wait, () => {
        this.store.dispatch({ type: "clock.ticked", now: this.now() });
        this.#watchTime();
      });
    }
  }

  #createOutbox(storage: OutboxStorage, random: () => number): Outbox {
    return new Outbox({
      storage,
      clock: this.#clock,
      random,
      send: (entry) => this.connection.command("message.send", payloadOf(entry)),
      changed: (entry) => this.store.dispatch({ type: "outbox.changed", entry }),
      removed: (entry) => this.store.dispatch({ type: "outbox.removed", entry }),
      acknowledged: (message) => {
        this.store.dispatch({ type: "message.created", payload: { message }, now: this.now() });
        this.arrived(message.conversation_id);
      },
    });
  }

  #createSync(random: () => number): Sync {
    return new Sync({
      clock: this.#clock,
      random,
      state: () => this.store.state,
      ask: (points) => this.connection.command("conversation.sync", { conversations: points }),
      synced: (answer) => this.#synced(answer),
      caughtUp: (caughtUp) => {
        if (this.connection.status.name === "online") {
          const connection = { name: caughtUp ? "online" : "behind" } as const;
          this.store.dispatch({ type: "connection.changed", connection });
        }
      },
    });
  }

  #synced(answer: SyncAnswer): void {
    this.store.dispatch({ type: "conversations.synced", answer, now: this.now() });
    this.#confirm(answer.conversations.flatMap((conversation) => conversation.messages));
    this.#receipts.notice();
    this.#watchTime();
  }

  #presencePorts(): PresencePorts {
    return {
      clock: this.#clock,
      state: () => this.store.state,
      tell: (command, payload) => this.connection.command(command, payload),
      tellTyping: (conversation_id, state) => void this.connection.command("typing.set", { conversation_id, state }),
    };
  }
}

function payloadOf(entry: OutboxEntry) {
  return {
    client_message_id: entry.client_message_id,
    conversation_id: entry.conversation_id,
    kind: entry.kind,
    ...(entry.text ? { text: entry.text } : {}),
    ...(entry.attachment_ids.length > 0 ? { attachment_ids: entry.attachment_ids } : {}),
    ...(entry.reply_to_seq !== null ? { reply_to_seq: entry.reply_to_seq } : {}),
  };
}
