/** How the parts of the chat work together: events → state → what has to follow from them. */

import type { SyncAnswer } from "../../contracts/socket";
import { Attachments } from "./attachments";
import { Changes } from "./changes";
import { type Clock, systemClock } from "./clock";
import type { Connection, EventName, Heard } from "./connection";
import { Deadline } from "./deadline";
import { Drafts } from "./drafts";
import { History } from "./history";
import { createHttp } from "./http";
import { newId } from "./identity";
import type { TabNews } from "./letters";
import type { ChatOptions, Draft } from "./options";
import { Outbox, payloadOf } from "./outbox";
import { Pauses } from "./pauses";
import { type PresencePorts, Receipts, TypingSignal } from "./presence";
import { greetingOf } from "./selectors";
import { connectionOf } from "./sharing";
import type { ConnectionState, Message } from "./state";
import type { ChatStorage } from "./storage";
import { createStore, type WireEvent } from "./store";
import { Sync } from "./sync";
import type { Tabs } from "./tabs";

/** Every event of the wire that the reducer understands; the others go to `Chat.on` alone. */
const APPLIED: readonly EventName[] = [
  "session.ready",
  "message.created",
  "message.changed",
  "receipt.updated",
  "typing.changed",
  "presence.changed",
  "availability.changed",
  "conversation.created",
  "conversation.changed",
  "conversation.removed",
  "queue.changed",
];

export class Engine {
  readonly store = createStore();
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly history: History;
  readonly attachments: Attachments;
  readonly changes: Changes;
  readonly drafts: Drafts;
  readonly typing: TypingSignal;
  readonly #tabs: Tabs;
  readonly #clock: Clock;
  readonly #pauses: Pauses;
  readonly #sync: Sync;
  readonly #receipts: Receipts;
  readonly #deadline: Deadline;

  constructor(options: ChatOptions) {
    const { clock = systemClock, random = Math.random, storage, url } = options;
    this.#clock = clock;
    this.#pauses = new Pauses(clock, random);
    const greeting = () => greetingOf(this.store.state, this.now());
    [this.connection, this.#tabs] = connectionOf(options, clock, random, greeting);
    const fetch: typeof globalThis.fetch = options.fetch ?? ((...request) => globalThis.fetch(...request));
    const http = createHttp({ url, token: options.auth?.token, language: options.language ?? "ru", fetch });
    this.#deadline = new Deadline(this.store, clock);
    this.outbox = this.#createOutbox(storage, random);
    this.drafts = new Drafts({ storage, store: this.store, tell: (news) => this.#tabs.tell(news) });
    this.#sync = this.#createSync(random);
    const presence = this.#presencePorts();
    this.#receipts = new Receipts(presence);
    this.typing = new TypingSignal(presence);
    this.history = new History({
      store: this.store,
      connection: this.connection,
      http,
      pauses: this.#pauses,
      now: () => this.now(),
    });
    this.attachments = new Attachments({
      store: this.store,
      http,
      uploader: options.uploader,
      clock,
      random,
      send: (conversationId, draft) => this.write(conversationId, draft),
    });
    this.changes = this.#createChanges();
    this.#listen();
    if (options.userId) {
      this.#own(options.userId);
    }
    this.#connectionIs(this.connection.status);
    this.connection.start();
  }

  now(): number {
    return this.#clock.now() + this.store.state.clockSkewMs;
  }

  /** Into the outbox; the answer is the `client_message_id`. */
  write(conversationId: string, draft: Draft): string {
    const { text = "", kind = "text", attachments = [], replyToSeq = null, clientMessageId = newId() } = draft;
    this.typing.sent(conversationId);
    const entry = this.outbox.add({
      client_message_id: clientMessageId,
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

  /** Here, and in the person's other tabs at once. */
  read(conversationId: string, seq: number): void {
    this.store.dispatch({ type: "read.marked", conversationId, seq });
    this.#tabs.tell({ type: "read", conversationId, seq });
    this.listed();
  }

  /** More is known, or read, than before. */
  listed(): void {
    this.#receipts.notice();
    this.#deadline.watch();
  }

  wake(): void {
    this.connection.wake();
    this.#sync.now();
    void this.outbox.reload();
  }

  close(): void {
    this.outbox.close();
    this.#sync.disconnected();
    this.#receipts.close();
    this.typing.close();
    this.attachments.close();
    this.changes.close();
    this.#pauses.end();
    this.#deadline.close();
    this.connection.close();
  }

  #own(ownerId: string): void {
    void this.outbox.own(ownerId);
    void this.drafts.own(ownerId);
  }

  #listen(): void {
    this.connection.onEvent((heard) => this.#heard(heard));
    this.#tabs.onNews((news) => this.#told(news));
    this.connection.onStatus((status) => {
      if (status.name === "online") {
        this.#sync.connected();
        this.attachments.resume();
        this.#pauses.end();
        this.#receipts.notice();
      } else {
        this.#sync.disconnected();
        this.#connectionIs(status);
      }
      if (status.name === "online" && this.#tabs.leads) {
        this.outbox.resume();
      } else {
        this.outbox.pause();
      }
    });
  }

  #heard({ name, payload }: Heard): void {
    if (name === "session.ready") {
      const skewMs = Date.parse(payload.server_time) - this.#clock.now();
      this.store.dispatch({ type: "clock.set", skewMs });
      this.#own(payload.user.id);
    }
    if (APPLIED.includes(name)) {
      this.store.dispatch({ type: name, payload, now: this.now() } as WireEvent);
      this.#after(payload);
    }
  }

  /** Another tab of the same person has done something. */
  #told(news: TabNews): void {
    if (news.type === "entry") {
      this.outbox.hear(news.entry, news.gone);
    } else if (news.type === "stored") {
      this.#heard({ name: "message.created", payload: { message: news.message } });
    } else if (news.type === "read") {
      this.#readElsewhere(news.conversationId, news.seq);
    } else {
      this.drafts.hear(news.conversationId, news.text);
    }
  }

  /** The tab that leads tells the server, also of what it does not know itself. */
  #readElsewhere(conversationId: string, seq: number): void {
    const { conversations, me } = this.store.state;
    this.store.dispatch({ type: "read.marked", conversationId, seq });
    if (this.#tabs.leads && !conversations.get(conversationId)?.receipts.has(me?.id ?? "")) {
      void this.connection.command("receipt.read", { conversation_id: conversationId, seq });
    }
    this.listed();
  }

  #after(payload: Heard["payload"]): void {
    if ("message" in payload) {
      this.#confirm([payload.message]);
      this.arrived(payload.message.conversation_id);
    } else if ("conversation" in payload) {
      this.arrived(payload.conversation.id);
    }
    this.#deadline.watch();
  }

  #connectionIs(connection: ConnectionState): void {
    this.store.dispatch({ type: "connection.changed", connection, now: this.now() });
    this.#deadline.watch();
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

  #createOutbox(storage: ChatStorage, random: () => number): Outbox {
    return new Outbox({
      storage,
      clock: this.#clock,
      random,
      send: (entry) => this.connection.command("message.send", payloadOf(entry)),
      changed: (entry) => this.store.dispatch({ type: "outbox.changed", entry }),
      removed: (entry) => this.store.dispatch({ type: "outbox.removed", entry }),
      tell: (entry, gone) => this.#tabs.tell({ type: "entry", entry, gone }),
      acknowledged: (message) => {
        this.#heard({ name: "message.created", payload: { message } });
        this.#tabs.tell({ type: "stored", message });
      },
    });
  }

  #createChanges(): Changes {
    return new Changes({
      store: this.store,
      connection: this.connection,
      clock: this.#clock,
      pauses: this.#pauses,
      changed: (message) => this.#heard({ name: "message.changed", payload: { message } }),
      refused: () => this.#sync.now(), // what was refused is not as we knew it
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
        if (caughtUp) {
          this.outbox.settle();
        }
        if (this.connection.status.name === "online") {
          this.#connectionIs({ name: caughtUp ? "online" : "behind" });
        }
      },
    });
  }

  #synced(answer: SyncAnswer): void {
    this.store.dispatch({ type: "conversations.synced", answer, now: this.now() });
    this.#confirm(answer.conversations.flatMap((conversation) => conversation.messages));
    this.#receipts.notice();
    this.#deadline.watch();
  }

  #presencePorts(): PresencePorts {
    return {
      clock: this.#clock,
      leads: () => this.#tabs.leads,
      state: () => this.store.state,
      tell: (command, payload) => this.connection.command(command, payload),
      tellTyping: (conversation_id, state) => void this.connection.command("typing.set", { conversation_id, state }),
    };
  }
}
