/** The façade of the chat: what the applications use, and what each of its words means. */

import type { ConversationAnswer, Events, MessageAnswer } from "../../contracts/socket";
import type { Answer } from "./answer";
import type { AttachOptions, ChatFile } from "./attachments";
import type { Clock } from "./clock";
import type { Connection, Data, EventName } from "./connection";
import { Engine } from "./engine";
import type { InboxPage, InboxQuery, QueueQuery } from "./history";
import type { Fetch } from "./http";
import type { Attachment, Availability, MessageKind, TypingState } from "./state";
import type { OutboxStorage } from "./storage";
import type { Store } from "./store";
import type { Uploader } from "./uploader";

export type { Answer, ChatError } from "./answer";
export type { AttachOptions, ChatFile } from "./attachments";
export type { Connection, ConnectionStatus } from "./connection";
export type { InboxPage, InboxQuery, QueueQuery } from "./history";
export { openStorage } from "./indexed_storage";
export * from "./selectors";
export type * from "./state";
export { memoryStorage, type OutboxStorage } from "./storage";

export interface ChatOptions {
  /** The origin of the service; "" is the page's own. */
  readonly url: string;
  readonly storage: OutboxStorage;
  /** Left out: the session cookie. */
  readonly auth?: { readonly token?: string };
  /** When the page knows who is signed in, what they left unsent is shown before the connection is there. */
  readonly userId?: string;
  readonly language?: string;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly fetch?: Fetch;
  readonly uploader?: Uploader;
  readonly connection?: Connection;
}

export interface Draft {
  readonly text?: string;
  readonly kind?: MessageKind;
  readonly attachments?: readonly Attachment[];
  readonly replyToSeq?: number | null;
}

/** Nothing here throws: what can fail answers. */
export interface Chat {
  readonly store: Pick<Store, "state" | "subscribe">;
  readonly connection: Connection;
  /** The server's time in milliseconds, as far as this device knows it. */
  now(): number;
  /** Loads the first page (once) and makes the conversation the focused one. */
  open(conversationId: string): Promise<Answer<void>>;
  /** No conversation is in front of the person any more. */
  leave(): void;
  loadOlder(conversationId: string): Promise<Answer<void>>;
  /** A page of the inbox, into the state. */
  loadInbox(query?: InboxQuery): Promise<Answer<InboxPage>>;
  /** A page of the support queue, into the state; for support staff. */
  loadQueue(query?: QueueQuery): Promise<Answer<InboxPage>>;
  /** Shows and stores it at once, sends it when it can; the answer is its `client_message_id`. */
  send(conversationId: string, draft: Draft): string;
  /** One's own message says something else from now on; never queued: without a connection it answers so. */
  edit(conversationId: string, seq: number, text: string): Promise<Answer<MessageAnswer>>;
  /** Of one's own message only its place stays. */
  remove(conversationId: string, seq: number): Promise<Answer<MessageAnswer>>;
  /** Puts one's own emoji to a message, or takes it back. */
  react(conversationId: string, seq: number, emoji: string, on: boolean): Promise<Answer<MessageAnswer>>;
  /** A failed message or upload once more, under the same id. */
  retry(id: string): void;
  /** Drops a failed message, cancels an upload. */
  discard(id: string): void;
  /** Uploads, has it checked, and sends it as a message. */
  attach(
    conversationId: string,
    file: ChatFile,
    onProgress?: (fraction: number) => void,
    options?: AttachOptions,
  ): Promise<Answer<Attachment>>;
  /** Everything up to `seq` (default: everything) was seen. */
  markRead(conversationId: string, seq?: number): void;
  /** To be called on every key; told rarely, ends by itself. */
  setTyping(conversationId: string, state: TypingState): void;
  complete(conversationId: string): Promise<Answer<ConversationAnswer>>;
  claim(conversationId: string): Promise<Answer<ConversationAnswer>>;
  resolve(conversationId: string, note?: string): Promise<Answer<ConversationAnswer>>;
  setAvailability(state: Availability["state"], until?: string): Promise<Answer<Data<"availability.set">>>;
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
  /** The person is back (focus, visibility, network): reconnects and catches up now. */
  wake(): void;
  close(): void;
}

export function createChat(options: ChatOptions): Chat {
  return new EngineChat(new Engine(options));
}

class EngineChat implements Chat {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get connection(): Connection {
    return this.#engine.connection;
  }

  now(): number {
    return this.#engine.now();
  }

  get store(): Pick<Store, "state" | "subscribe"> {
    return this.#engine.store;
  }

  async open(conversationId: string): Promise<Answer<void>> {
    this.#engine.store.dispatch({ type: "focus.changed", conversationId });
    const answer = await this.#engine.history.first(conversationId);
    this.#engine.arrived(conversationId);
    return answer;
  }

  leave(): void {
    this.#engine.store.dispatch({ type: "focus.changed", conversationId: null });
  }

  loadOlder(conversationId: string): Promise<Answer<void>> {
    return this.#engine.history.older(conversationId);
  }

  async loadInbox(query: InboxQuery = {}): Promise<Answer<InboxPage>> {
    const answer = await this.#engine.history.inbox(query);
    this.#engine.listed();
    return answer;
  }

  async loadQueue(query: QueueQuery = {}): Promise<Answer<InboxPage>> {
    const answer = await this.#engine.history.queue(query);
    this.#engine.listed();
    return answer;
  }

  send(conversationId: string, draft: Draft): string {
    return this.#engine.write(conversationId, draft);
  }

  edit(conversationId: string, seq: number, text: string): Promise<Answer<MessageAnswer>> {
    return this.#changed(this.connection.command("message.edit", { conversation_id: conversationId, seq, text }));
  }

  remove(conversationId: string, seq: number): Promise<Answer<MessageAnswer>> {
    return this.#changed(this.connection.command("message.delete", { conversation_id: conversationId, seq }));
  }

  react(conversationId: string, seq: number, emoji: string, on: boolean): Promise<Answer<MessageAnswer>> {
    return this.#changed(this.connection.command("message.react", { conversation_id: conversationId, seq, emoji, on }));
  }

  retry(id: string): void {
    this.#engine.outbox.retry(id) || this.#engine.attachments.retry(id);
  }

  discard(id: string): void {
    this.#engine.outbox.discard(id) || this.#engine.attachments.discard(id);
  }

  attach(
    conversationId: string,
    file: ChatFile,
    onProgress: (fraction: number) => void = () => undefined,
    options: AttachOptions = {},
  ): Promise<Answer<Attachment>> {
    return this.#engine.attachments.attach(conversationId, file, onProgress, options);
  }

  markRead(conversationId: string, seq?: number): void {
    const upTo = seq ?? this.#engine.store.state.conversations.get(conversationId)?.lastSeq ?? 0;
    this.#engine.store.dispatch({ type: "read.marked", conversationId, seq: upTo });
    this.#engine.listed();
  }

  setTyping(conversationId: string, state: TypingState): void {
    this.#engine.typing.set(conversationId, state);
  }

  complete(conversationId: string): Promise<Answer<ConversationAnswer>> {
    return this.#changing(this.connection.command("conversation.complete", { conversation_id: conversationId }));
  }

  claim(conversationId: string): Promise<Answer<ConversationAnswer>> {
    return this.#changing(this.connection.command("queue.claim", { conversation_id: conversationId }));
  }

  resolve(conversationId: string, note?: string): Promise<Answer<ConversationAnswer>> {
    const payload = { conversation_id: conversationId, ...(note ? { note } : {}) };
    return this.#changing(this.connection.command("queue.resolve", payload));
  }

  setAvailability(state: Availability["state"], until?: string): Promise<Answer<Data<"availability.set">>> {
    return this.connection.command("availability.set", { state, ...(until ? { until } : {}) });
  }

  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void {
    return this.connection.on(name, listener);
  }

  wake(): void {
    this.#engine.wake();
  }

  close(): void {
    this.#engine.close();
  }

  async #changed(asked: Promise<Answer<MessageAnswer>>): Promise<Answer<MessageAnswer>> {
    const answer = await asked;
    if (answer.ok) {
      this.#engine.store.dispatch({ type: "message.changed", payload: answer.data, now: this.#engine.now() });
    }
    return answer;
  }

  async #changing(asked: Promise<Answer<ConversationAnswer>>): Promise<Answer<ConversationAnswer>> {
    const answer = await asked;
    if (answer.ok) {
      this.#engine.store.dispatch({
        type: "conversations.listed",
        items: [answer.data.conversation],
        now: this.#engine.now(),
      });
      this.#engine.arrived(answer.data.conversation.id);
    }
    return answer;
  }
}
