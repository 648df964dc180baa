/** The one place where state changes: `apply(state, event)`. Pure; whatever needs the time finds it in the event. */

import type { ConversationOut, Events, SyncAnswer } from "../../contracts/socket";
import type { EventName } from "./connection";
import * as conversation from "./conversation";
import { withConnection, withNotice, withSkew } from "./notice";
import type { Change, ChatState, ConnectionState, Conversation, Message, OutboxEntry, Presence, Upload } from "./state";
import { INITIAL_STATE } from "./state";
import * as timeline from "./timeline";

/** An event of the server. `now` is the server's time (milliseconds) as this device knows it. */
export type WireEvent = {
  [Name in EventName]: { readonly type: Name; readonly payload: Events[Name]; readonly now: number };
}[EventName];

/** What this device did or found out itself. */
export type LocalEvent =
  | { readonly type: "connection.changed"; readonly connection: ConnectionState; readonly now: number }
  | { readonly type: "clock.set"; readonly skewMs: number }
  | { readonly type: "clock.ticked"; readonly now: number }
  | { readonly type: "drafts.changed"; readonly drafts: ReadonlyMap<string, string> }
  | { readonly type: "focus.changed"; readonly conversationId: string | null; readonly beside?: readonly string[] }
  | { readonly type: "outbox.changed"; readonly entry: OutboxEntry }
  | { readonly type: "outbox.removed"; readonly entry: OutboxEntry }
  | { readonly type: "change.begun" | "change.ended"; readonly change: Change }
  | { readonly type: "upload.changed"; readonly upload: Upload }
  | { readonly type: "upload.removed"; readonly upload: Upload }
  | { readonly type: "read.marked"; readonly conversationId: string; readonly seq: number }
  | { readonly type: "history.requested"; readonly conversationId: string; readonly place: timeline.PagePlace }
  | { readonly type: "history.ended"; readonly conversationId: string; readonly place: timeline.PagePlace }
  | { readonly type: "newest.shown"; readonly conversationId: string }
  | {
      readonly type: "history.loaded";
      readonly conversationId: string;
      readonly place: timeline.PagePlace;
      readonly messages: readonly Message[];
      readonly complete: boolean;
    }
  | { readonly type: "conversations.listed"; readonly items: readonly ConversationOut[]; readonly now: number }
  | { readonly type: "conversations.synced"; readonly answer: SyncAnswer; readonly now: number };

export type ChatEvent = WireEvent | LocalEvent;

export function apply(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case "connection.changed":
      return withConnection(state, event.connection, event.now);
    case "clock.set":
      return withSkew(state, event.skewMs);
    case "clock.ticked":
      return everyConversation(withNotice(state, event.now), (known) => conversation.atTime(known, event.now));
    case "focus.changed":
      return withFocus(state, event.conversationId, event.beside);
    case "session.ready":
      return withSession(state, event.payload);
    case "message.created":
    case "message.changed":
      return withMessage(state, event.type, event.payload.message);
    case "receipt.updated":
      return inConversation(state, event.payload.conversation_id, (known) =>
        conversation.withReceipts(known, [event.payload]),
      );
    case "typing.changed":
      return withTyping(state, event.payload, event.now);
    case "presence.changed":
      return withPresence(state, event.payload.user_id, event.payload);
    case "availability.changed":
      return {
        ...state,
        availability: withEntry(state.availability, event.payload.user_id, event.payload.availability),
      };
    case "conversation.created":
    case "conversation.changed":
    case "queue.changed":
      return withDetails(state, event.payload.conversation, event.now);
    case "conversation.removed":
      return without(state, event.payload.conversation_id);
    case "conversations.listed":
      return event.items.reduce((before, item) => withDetails(before, item, event.now), state);
    case "conversations.synced":
      return withSynced(state, event.answer, event.now);
    default:
      return applyOwn(state, event);
  }
}

/** What the person at this device did. */
function applyOwn(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case "drafts.changed":
      return { ...state, drafts: event.drafts };
    case "outbox.changed":
      return inConversation(withKnown(state, event.entry.conversation_id, 0), event.entry.conversation_id, (known) =>
        timeline.hasStored(known, event.entry) ? known : conversation.withPending(known, { ...event.entry, seq: null }),
      );
    case "outbox.removed":
      return inConversation(state, event.entry.conversation_id, (known) => ({
        ...known,
        pending: known.pending.filter((entry) => entry.client_message_id !== event.entry.client_message_id),
      }));
    case "change.begun":
    case "change.ended":
      return inConversation(state, event.change.conversation_id, (known) => withChange(known, event));
    case "upload.changed":
      return inConversation(state, event.upload.conversation_id, (known) => withUpload(known, event.upload));
    case "upload.removed":
      return inConversation(state, event.upload.conversation_id, (known) => ({
        ...known,
        uploads: known.uploads.filter((upload) => upload.id !== event.upload.id),
      }));
    case "read.marked":
      return inConversation(state, event.conversationId, (known) =>
        known.readSeq >= event.seq ? known : { ...known, readSeq: Math.min(event.seq, known.lastSeq) },
      );
    case "history.requested":
      return inConversation(state, event.conversationId, (known) => withLoading(known, event.place, true));
    case "history.ended":
      return inConversation(state, event.conversationId, (known) => withLoading(known, event.place, false));
    case "history.loaded":
      return inConversation(state, event.conversationId, (known) => ({
        ...timeline.withPage(known, event.place, event.messages, event.complete, state.me?.id ?? ""),
        opened: true,
      }));
    case "newest.shown":
      return inConversation(state, event.conversationId, timeline.atNewest);
    default:
      return state; // entitlements, orders: not part of the chat; `chat.on` hands them to whoever shows them
  }
}

function without(state: ChatState, id: string): ChatState {
  const conversations = new Map(state.conversations);
  return conversations.delete(id) ? { ...state, conversations } : state;
}

function withSession(state: ChatState, ready: Events["session.ready"]): ChatState {
  const conversations = new Map(state.conversations);
  for (const summary of ready.conversations) {
    const next = conversation.withSummary(conversations.get(summary.id), summary);
    conversations.set(summary.id, conversation.withOwnReading(next, ready.user.id));
  }
  return { ...state, me: ready.user, limits: ready.limits, conversations };
}

function withMessage(state: ChatState, type: "message.created" | "message.changed", message: Message): ChatState {
  const id = message.conversation_id;
  if (type === "message.changed") {
    return inConversation(state, id, (known) => timeline.withChanges(known, [message]));
  }
  return inConversation(withKnown(state, id, message.seq - 1), id, (known) => withArrived(state, known, [message]));
}

function withFocus(state: ChatState, focused: string | null, beside = state.beside): ChatState {
  if (state.focused === focused && state.beside === beside) {
    return state;
  }
  const next = { ...state, focused, beside };
  return [...state.conversations.keys()]
    .filter((id) => isShown(state, id) && !isShown(next, id))
    .reduce((before, id) => inConversation(before, id, timeline.atRest), next);
}

function isShown({ focused, beside }: ChatState, id: string): boolean {
  return focused === id || beside.includes(id);
}

function withLoading(known: Conversation, place: timeline.PagePlace, loading: boolean): Conversation {
  return conversation.changed(known, place === "newer" ? { loadingNewer: loading } : { loading });
}

function withKnown(state: ChatState, id: string, tail: number): ChatState {
  return state.conversations.has(id)
    ? state
    : { ...state, conversations: withEntry(state.conversations, id, conversation.unknown(id, tail)) };
}

function withArrived(state: ChatState, known: Conversation, messages: readonly Message[]): Conversation {
  const me = state.me?.id ?? "";
  const arrived = timeline.withMessages(conversation.withoutTypists(known, messages), messages, me);
  const kept = isShown(state, known.id) ? arrived : timeline.bounded(arrived);
  return conversation.withOwnReading(kept, me, messages);
}

function withTyping(state: ChatState, payload: Events["typing.changed"], now: number): ChatState {
  if (payload.user_id === state.me?.id) {
    return state;
  }
  return inConversation(state, payload.conversation_id, (known) =>
    conversation.withTyping(known, payload.user_id, payload.state, now),
  );
}

function withPresence(state: ChatState, userId: string, { state: presence, last_seen_at }: Presence): ChatState {
  return { ...state, presence: withEntry(state.presence, userId, { state: presence, last_seen_at }) };
}

function withDetails(state: ChatState, details: ConversationOut, now: number): ChatState {
  const next = conversation.withDetails(state.conversations.get(details.id), details, now);
  const read = conversation.withOwnReading(next, state.me?.id ?? "");
  let { presence, availability } = state;
  for (const { user_id, presence: seen, last_seen_at, availability: said } of details.participants) {
    const known = conversation.kept<Presence>(presence.get(user_id), { state: seen, last_seen_at });
    presence = withEntry(presence, user_id, known);
    if (said) {
      availability = withEntry(availability, user_id, conversation.kept(availability.get(user_id), said));
    }
  }
  const conversations = withEntry(state.conversations, details.id, read);
  const same =
    conversations === state.conversations && presence === state.presence && availability === state.availability;
  return same ? state : { ...state, conversations, presence, availability };
}

function withSynced(state: ChatState, answer: SyncAnswer, now: number): ChatState {
  let next = state;
  for (const synced of answer.conversations) {
    next = withDetails(next, synced.conversation, now);
    next = inConversation(next, synced.id, (known) => {
      const arrived = withArrived(state, known, synced.messages);
      const changed = timeline.withChanges(arrived, synced.changes);
      const told = conversation.withReceipts(changed, synced.receipts);
      return conversation.changed(told, { rev: Math.max(told.rev, synced.rev) });
    });
  }
  return next;
}

function withChange(known: Conversation, { type, change }: Extract<LocalEvent, { change: Change }>): Conversation {
  const others = known.changes.filter(({ id }) => id !== change.id);
  return { ...known, changes: type === "change.begun" ? [...others, change] : others };
}

function withUpload(known: Conversation, upload: Upload): Conversation {
  const index = known.uploads.findIndex((one) => one.id === upload.id);
  return { ...known, uploads: index < 0 ? [...known.uploads, upload] : known.uploads.with(index, upload) };
}

/** Changes one conversation that is known; its unread count follows. Others stay the same objects. */
function inConversation(state: ChatState, id: string, change: (known: Conversation) => Conversation): ChatState {
  const known = state.conversations.get(id);
  if (!known) {
    return state;
  }
  const next = conversation.withOwnReading(change(known), state.me?.id ?? "");
  return next === known ? state : { ...state, conversations: withEntry(state.conversations, id, next) };
}

function everyConversation(state: ChatState, change: (known: Conversation) => Conversation): ChatState {
  return [...state.conversations.keys()].reduce((before, id) => inConversation(before, id, change), state);
}

function withEntry<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): ReadonlyMap<string, Value> {
  return map.get(key) === value ? map : new Map(map).set(key, value);
}

export interface Store {
  readonly state: ChatState;
  dispatch(event: ChatEvent): void;
  /** Called after every change, with the new state. */
  subscribe(listener: (state: ChatState) => void): () => void;
}

export function createStore(initial: ChatState = INITIAL_STATE): Store {
  let state = initial;
  const listeners = new Set<(state: ChatState) => void>();
  return {
    get state() {
      return state;
    },
    dispatch(event) {
      const next = apply(state, event);
      if (next !== state) {
        state = next;
        for (const listener of listeners) {
          listener(next);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
