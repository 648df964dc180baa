/** What views compute from the state. Pure; cheap enough for every rendering. */

import type { ParticipantOut, SessionReady, UserOut } from "../../contracts/socket";
import { asChanged } from "./changes";
import { stateAt } from "./conversation";
import { noticeDue } from "./notice";
import type { Change, ChatState, Conversation, Message, Pending, Typing } from "./state";

/** Exactly one of `message` and `pending` is set. `key` stays when a pending message becomes a stored one. */
export interface TimelineItem {
  readonly key: string;
  /** As it will be when what I want of it is granted. */
  readonly message: Message | null;
  readonly pending: Pending | null;
  /** What I want of the message: not answered yet, or refused. */
  readonly change?: Change | null;
}

/** The messages, then (below the newest) what is on its way. */
export function timeline(conversation: Conversation, me: Pick<UserOut, "id"> | null): readonly TimelineItem[] {
  const { messages, changes, pending, atNewest } = conversation;
  const stored = messages.map((message) => ({
    key: isOwn(message, me) ? (message.client_message_id ?? message.id) : message.id,
    message: changes.length > 0 ? asChanged(message, changes, me?.id ?? "") : message,
    pending: null,
    change: changes.findLast(({ seq }) => seq === message.seq) ?? null,
  }));
  const sending = (atNewest ? pending : []).map((entry) => ({
    key: entry.client_message_id,
    message: null,
    pending: entry,
    change: null,
  }));
  return [...stored, ...sending];
}

/** How far an own message has come, by the furthest of the others. */
export function mark(
  conversation: Conversation,
  message: Message,
  me: Pick<UserOut, "id"> | null,
): "sent" | "delivered" | "read" {
  let mark: "sent" | "delivered" | "read" = "sent";
  for (const [userId, receipt] of conversation.receipts) {
    if (userId !== me?.id && receipt.read_seq >= message.seq) {
      return "read";
    }
    if (userId !== me?.id && receipt.delivered_seq >= message.seq) {
      mark = "delivered";
    }
  }
  return mark;
}

export type InboxFilter = Partial<Pick<Conversation, "kind" | "state">>;

/** Newest activity first. */
export function inbox(state: ChatState, filter: InboxFilter = {}): readonly Conversation[] {
  return [...state.conversations.values()]
    .filter((conversation) => !filter.kind || conversation.kind === filter.kind)
    .filter((conversation) => !filter.state || conversation.state === filter.state)
    .map((conversation) => ({ conversation, at: activityAt(conversation) }))
    .sort((one, other) => (one.at > other.at ? -1 : one.at < other.at ? 1 : 0))
    .map(({ conversation }) => conversation);
}

export function unreadTotal(state: ChatState, filter: InboxFilter = {}): number {
  return inbox(state, filter).reduce((sum, conversation) => sum + conversation.unread, 0);
}

/** Who is typing at `now` (the server's time, `chat.now()`). */
export function typists(
  conversation: Conversation,
  now: number,
): readonly { readonly userId: string; readonly state: Typing["state"] }[] {
  return [...conversation.typing]
    .filter(([, { until }]) => until > now)
    .map(([userId, { state }]) => ({ userId, state }));
}

/** Exact at any moment, whatever has been announced. */
export function isActive(conversation: Conversation, now: number): boolean {
  return stateAt(conversation, now) === "active";
}

export function others(conversation: Conversation, me: Pick<UserOut, "id"> | null): readonly ParticipantOut[] {
  return (conversation.details?.participants ?? []).filter((person) => person.user_id !== me?.id);
}

export function isOwn(message: Message, me: Pick<UserOut, "id"> | null): boolean {
  return me !== null && message.sender.id === me.id;
}

function activityAt(conversation: Conversation): string {
  const written = conversation.pending.at(-1)?.created_at ?? "";
  const { details, lastMessage } = conversation;
  const stored = lastMessage?.created_at ?? details?.last_message_at ?? details?.created_at ?? "";
  return written > stored ? written : stored;
}

/** The next moment (server's time) at which something changes without an event, or null. */
export function nextDeadline(state: ChatState, now: number): number | null {
  let next = noticeDue(state) ?? Number.POSITIVE_INFINITY;
  for (const conversation of state.conversations.values()) {
    for (const { until } of conversation.typing.values()) {
      next = Math.min(next, until);
    }
    const activeUntil = conversation.details?.active_until;
    if (conversation.state === "active" && activeUntil) {
      next = Math.min(next, Date.parse(activeUntil));
    }
  }
  return next === Number.POSITIVE_INFINITY ? null : Math.max(next, now);
}

/** What a tab that comes later needs to begin with: as `session.ready`, as of now. */
export function greetingOf(state: ChatState, now: number): SessionReady | null {
  const { me, limits } = state;
  if (!me || !limits) {
    return null;
  }
  const conversations = [...state.conversations.values()].map((one) => ({
    id: one.id,
    kind: one.kind,
    state: one.state,
    last_seq: one.lastSeq,
    rev: one.rev,
    unread: one.unread,
  }));
  return { user: me, server_time: new Date(now).toISOString(), limits, conversations };
}
