/** The façade of the chat: what the applications use, and what each of its words means. */

import type { SearchPage } from "../../contracts/openapi";
import type { ConversationAnswer, Events, MessageAnswer } from "../../contracts/socket";
import type { Answer } from "./answer";
import type { AttachOptions, ChatFile } from "./attachments";
import type { Connection, Data, EventName } from "./connection";
import { Engine } from "./engine";
import type { InboxPage, InboxQuery, QueueQuery } from "./history";
import type { ChatOptions, Draft } from "./options";
import type { Attachment, Availability, TypingState } from "./state";
import type { Store } from "./store";
import type { TransferPorts } from "./transfer";

export type { FoundMessage, SearchPage } from "../../contracts/openapi";
export type { Answer, ChatError } from "./answer";
export type { AttachOptions, ChatFile } from "./attachments";
export type { Connection, ConnectionStatus } from "./connection";
export type { InboxPage, InboxQuery, QueueQuery } from "./history";
export { openStorage } from "./indexed_storage";
export type { ChatOptions, Draft } from "./options";
export * from "./selectors";
export type * from "./state";
export { type ChatStorage, memoryStorage } from "./storage";

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
  /** These are shown as well, whichever is focused: what was loaded of them stays. */
  showBeside(conversationIds: readonly string[]): void;
  /** The next page above what is shown. */
  loadOlder(conversationId: string): Promise<Answer<void>>;
  /** The next page below what is shown, while that does not end with the newest. */
  loadNewer(conversationId: string): Promise<Answer<void>>;
  /** Shows the message and what stands around it. The answer is the `seq` to scroll to: the nearest that exists. */
  jumpTo(conversationId: string, seq: number): Promise<Answer<number>>;
  /** Shows the first message of that moment or later, the newest when there is none. */
  jumpToDate(conversationId: string, date: Date): Promise<Answer<number>>;
  /** Shows the first message I have not read, the newest when I have read all. */
  jumpToFirstUnread(conversationId: string): Promise<Answer<number>>;
  jumpToNewest(conversationId: string): Promise<Answer<number>>;
  /** A page of the inbox, into the state. */
  loadInbox(query?: InboxQuery): Promise<Answer<InboxPage>>;
  /** A page of the support queue, into the state; for support staff. */
  loadQueue(query?: QueueQuery): Promise<Answer<InboxPage>>;
  /** Messages that say `q`, newest first: in one conversation or in all that this person may read. */
  search(q: string, conversationId?: string, cursor?: string): Promise<Answer<SearchPage>>;
  /** Shows (below the newest) and stores it at once, sends it when it can; the answer is its `client_message_id`. */
  send(conversationId: string, draft: Draft): string;
  /**
   * One's own message says something else from now on. Shown at once, asked again when the answer is lost, taken back when
   * refused: then its words stay in `changes`, for `retry` or `discard`. Never queued: without a connection it answers so.
   */
  edit(conversationId: string, seq: number, text: string): Promise<Answer<MessageAnswer>>;
  /** Of one's own message only its place stays. Shown at once, the same way. */
  remove(conversationId: string, seq: number): Promise<Answer<MessageAnswer>>;
  /** Puts one's own emoji to a message, or takes it back. Shown at once, the same way. */
  react(conversationId: string, seq: number, emoji: string, on: boolean): Promise<Answer<MessageAnswer>>;
  /** What is being written; kept, and the same in all tabs, until it is sent. Read it from the state's `drafts`. */
  setDraft(conversationId: string, text: string): void;
  /** On the way out: nobody else at this device finds what was left unsent. */
  forgetDrafts(): Promise<void>;
  /** A failed message, upload or edit once more, under the same id. */
  retry(id: string): void;
  /** Drops a failed message or edit, cancels an upload. */
  discard(id: string): void;
  /** Uploads, has it checked, and sends it as a message. */
  attach(
    conversationId: string,
    file: ChatFile,
    onProgress?: (fraction: number) => void,
    options?: AttachOptions,
  ): Promise<Answer<Attachment>>;
  /** How files travel, for what goes up before it is attached. */
  readonly transfers: TransferPorts;
  /** Everything up to `seq` (default: everything) was seen. */
  markRead(conversationId: string, seq?: number): void;
  /** To be called on every key; told rarely, ends by itself. */
  setTyping(conversationId: string, state: TypingState): void;
  /** With days for further questions it ends by itself after them. */
  complete(conversationId: string, followUpDays?: number): Promise<Answer<ConversationAnswer>>;
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
    return this.#arrived(conversationId, this.#engine.history.first(conversationId));
  }

  leave(): void {
    this.#engine.store.dispatch({ type: "focus.changed", conversationId: null });
  }

  showBeside(beside: readonly string[]): void {
    this.#engine.store.dispatch({ type: "focus.changed", conversationId: this.store.state.focused, beside });
  }

  loadOlder(conversationId: string): Promise<Answer<void>> {
    return this.#engine.history.older(conversationId);
  }

  loadNewer(conversationId: string): Promise<Answer<void>> {
    return this.#engine.history.newer(conversationId);
  }

  jumpTo(conversationId: string, seq: number): Promise<Answer<number>> {
    return this.#arrived(conversationId, this.#engine.history.jump(conversationId, seq));
  }

  jumpToDate(conversationId: string, date: Date): Promise<Answer<number>> {
    return this.#arrived(conversationId, this.#engine.history.jumpToMoment(conversationId, date.toISOString()));
  }

  jumpToFirstUnread(conversationId: string): Promise<Answer<number>> {
    const known = this.store.state.conversations.get(conversationId);
    return known && known.unread > 0
      ? this.jumpTo(conversationId, known.readSeq + 1)
      : this.jumpToNewest(conversationId);
  }

  jumpToNewest(conversationId: string): Promise<Answer<number>> {
    return this.#arrived(conversationId, this.#engine.history.toNewest(conversationId));
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

  async search(q: string, conversationId?: string, cursor?: string): Promise<Answer<SearchPage>> {
    const answer = await this.#engine.history.search(q, conversationId, cursor);
    this.#engine.listed();
    return answer;
  }

  send(conversationId: string, draft: Draft): string {
    const id = this.#engine.write(conversationId, draft);
    this.setDraft(conversationId, "");
    if (this.store.state.conversations.get(conversationId)?.atNewest === false) {
      void this.jumpToNewest(conversationId);
    }
    return id;
  }

  edit(conversationId: string, seq: number, text: string): Promise<Answer<MessageAnswer>> {
    return this.#engine.changes.make(conversationId, seq, { what: "edit", text });
  }

  remove(conversationId: string, seq: number): Promise<Answer<MessageAnswer>> {
    return this.#engine.changes.make(conversationId, seq, { what: "remove" });
  }

  react(conversationId: string, seq: number, emoji: string, on: boolean): Promise<Answer<MessageAnswer>> {
    return this.#engine.changes.make(conversationId, seq, { what: "react", emoji, on });
  }

  setDraft(conversationId: string, text: string): void {
    this.#engine.drafts.set(conversationId, text);
  }

  forgetDrafts(): Promise<void> {
    return this.#engine.drafts.forget();
  }

  retry(id: string): void {
    const { outbox, attachments, changes } = this.#engine;
    outbox.retry(id) || attachments.retry(id) || changes.retry(id);
  }

  discard(id: string): void {
    const { outbox, attachments, changes } = this.#engine;
    outbox.discard(id) || attachments.discard(id) || changes.discard(id);
  }

  attach(
    conversationId: string,
    file: ChatFile,
    onProgress: (fraction: number) => void = () => undefined,
    options: AttachOptions = {},
  ): Promise<Answer<Attachment>> {
    return this.#engine.attachments.attach(conversationId, file, onProgress, options);
  }

  get transfers(): TransferPorts {
    return this.#engine.attachments.ports;
  }

  markRead(conversationId: string, seq?: number): void {
    const upTo = seq ?? this.#engine.store.state.conversations.get(conversationId)?.lastSeq ?? 0;
    this.#engine.read(conversationId, upTo);
  }

  setTyping(conversationId: string, state: TypingState): void {
    this.#engine.typing.set(conversationId, state);
  }

  complete(conversationId: string, followUpDays = 0): Promise<Answer<ConversationAnswer>> {
    const payload = { conversation_id: conversationId, follow_up_days: followUpDays };
    return this.#changing(this.connection.command("conversation.complete", payload));
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
    return this.connection.onEvent((heard) => heard.name === name && listener(heard.payload as Events[Name]));
  }

  wake(): void {
    this.#engine.wake();
  }

  close(): void {
    this.#engine.close();
  }

  async #arrived<T>(conversationId: string, asked: Promise<Answer<T>>): Promise<Answer<T>> {
    const answer = await asked;
    this.#engine.arrived(conversationId);
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
