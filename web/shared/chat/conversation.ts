/** What happens to one conversation, apart from its messages (`timeline.ts`). Every function is pure. */

import type { ConversationOut, ReadyConversation, ReceiptOut } from "../../contracts/socket";
import type { Conversation, Message, Pending, Receipt, Typing, TypingState } from "./state";
import { byWriting } from "./storage";

export const TYPING_MS = 6_000;

/** A conversation of which nothing is known but that it exists; `tail` is the seq from which on we will know everything. */
export function unknown(id: string, tail: number): Conversation {
  return {
    id,
    kind: "consultation",
    state: "active",
    details: null,
    messages: [],
    atNewest: true,
    live: [],
    pending: [],
    uploads: [],
    changes: [],
    lastMessage: null,
    lastSeq: tail,
    readSeq: 0,
    unread: 0,
    receipts: new Map(),
    typing: new Map(),
    opened: false,
    loading: false,
    loadingNewer: false,
    hasOlder: tail > 0,
    tail,
    held: new Map(),
    rev: 0,
  };
}

/** The first time we hear how far a conversation is, that is where we begin: what is older comes as history. */
function begun(conversation: Conversation, { last_seq, rev }: { last_seq: number; rev: number }): Conversation {
  const { details, lastSeq, held, opened } = conversation;
  const untouched = !details && lastSeq === 0 && held.size === 0 && !opened;
  return untouched ? { ...conversation, tail: last_seq, lastSeq: last_seq, rev, hasOlder: last_seq > 0 } : conversation;
}

/** As `session.ready` names it. What we have already goes on from where it was; the sync fills the rest. */
export function withSummary(conversation: Conversation | undefined, summary: ReadyConversation): Conversation {
  const before = begun(conversation ?? unknown(summary.id, 0), summary);
  return {
    ...before,
    kind: summary.kind,
    state: summary.state,
    lastSeq: Math.max(before.lastSeq, summary.last_seq),
    readSeq: Math.max(before.readSeq, summary.last_seq - summary.unread),
  };
}

/** The whole conversation as the server sees it; an older view than the one we have only lets growing things grow. */
export function withDetails(
  conversation: Conversation | undefined,
  details: ConversationOut,
  now: number,
): Conversation {
  const before = begun(conversation ?? unknown(details.id, 0), details);
  const newer = !before.details || details.rev >= before.details.rev ? kept(before.details, details) : before.details;
  const grown = changed(before, {
    kind: details.kind,
    details: newer,
    lastSeq: Math.max(before.lastSeq, details.last_seq),
    readSeq: Math.max(before.readSeq, details.read_seq),
    lastMessage: newest(before.lastMessage, details.last_message),
  });
  const receipts = details.participants.map((person) => ({ ...person, conversation_id: details.id }));
  return withState(withReceipts(grown, receipts), now);
}

/** Receipts only grow; an older one changes nothing. */
export function withReceipts(
  conversation: Conversation,
  incoming: readonly Pick<ReceiptOut, "user_id" | "delivered_seq" | "read_seq">[],
): Conversation {
  const receipts = new Map<string, Receipt>(conversation.receipts);
  let changed = false;
  for (const { user_id, delivered_seq, read_seq } of incoming) {
    const known = receipts.get(user_id) ?? { delivered_seq: 0, read_seq: 0 };
    const read = Math.max(known.read_seq, read_seq);
    const delivered = Math.max(known.delivered_seq, delivered_seq, read);
    if (delivered > known.delivered_seq || read > known.read_seq || !receipts.has(user_id)) {
      receipts.set(user_id, { delivered_seq: delivered, read_seq: read });
      changed = true;
    }
  }
  return changed ? { ...conversation, receipts } : conversation;
}

/** What I have read, on whichever device; writing something means having read what is above it. */
export function withOwnReading(
  conversation: Conversation,
  me: string,
  messages: readonly Message[] = [],
): Conversation {
  const written = messages.filter((message) => message.sender.id === me).map((message) => message.seq);
  const known = conversation.receipts.get(me)?.read_seq ?? 0;
  const readSeq = Math.max(conversation.readSeq, known, ...written);
  const unread = Math.max(0, conversation.lastSeq - readSeq);
  return readSeq === conversation.readSeq && unread === conversation.unread
    ? conversation
    : { ...conversation, readSeq, unread };
}

export function withTyping(conversation: Conversation, userId: string, state: TypingState, now: number): Conversation {
  const typing = new Map<string, Typing>(conversation.typing);
  if (state === "idle") {
    return typing.delete(userId) ? { ...conversation, typing } : conversation;
  }
  typing.set(userId, { state, until: now + TYPING_MS });
  return { ...conversation, typing };
}

/** Whoever's message has arrived is no longer typing it. */
export function withoutTypists(conversation: Conversation, messages: readonly Message[]): Conversation {
  const typing = new Map(conversation.typing);
  const removed = messages.filter((message) => message.sender.id !== null && typing.delete(message.sender.id));
  return removed.length > 0 ? { ...conversation, typing } : conversation;
}

/** Time has passed: typing ends, the package may have run out. */
export function atTime(conversation: Conversation, now: number): Conversation {
  const typing = new Map([...conversation.typing].filter(([, { until }]) => until > now));
  const awake = typing.size === conversation.typing.size ? conversation : { ...conversation, typing };
  return withState(awake, now);
}

/** Entries stand in the order of writing, whatever order they come in. */
export function withPending(conversation: Conversation, entry: Pending): Conversation {
  const others = conversation.pending.filter((known) => known.client_message_id !== entry.client_message_id);
  const pending = [...others, entry].sort(byWriting);
  return { ...conversation, pending };
}

export function stateAt(conversation: Conversation, now: number): Conversation["state"] {
  const details = conversation.details;
  if (!details) {
    return conversation.state;
  }
  const over = details.active_until !== null && Date.parse(details.active_until) <= now;
  return details.state === "inactive" || over ? "inactive" : "active";
}

/** The known value when the new one says the same: what did not change stays the same object, and views need not look. */
export function kept<Value>(known: Value | null | undefined, value: Value): Value {
  return known && JSON.stringify(known) === JSON.stringify(value) ? known : value;
}

/** The same object when nothing changes. */
export function changed(conversation: Conversation, changes: Partial<Conversation>): Conversation {
  const entries = Object.entries(changes) as [keyof Conversation, unknown][];
  return entries.some(([key, value]) => conversation[key] !== value) ? { ...conversation, ...changes } : conversation;
}

function withState(conversation: Conversation, now: number): Conversation {
  const state = stateAt(conversation, now);
  return state === conversation.state ? conversation : { ...conversation, state };
}

function newest(one: Message | null, other: Message | null): Message | null {
  if (!one || !other) {
    return one ?? other;
  }
  return other.seq > one.seq || (other.seq === one.seq && other.rev > one.rev) ? other : one;
}
