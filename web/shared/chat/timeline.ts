/**
 * How a conversation's messages stand in order.
 *
 * `messages` is one run of consecutive `seq`s that ends at `tail`. What comes before its predecessors is held back, what is
 * older than the run is not kept (it comes with `loadOlder`), and of two versions of a message the higher `rev` stays.
 */

import type { Conversation, Message, Pending } from "./state";

/** New or changed messages in any order, any number of times. */
export function withMessages(conversation: Conversation, incoming: readonly Message[], me: string): Conversation {
  const [only] = incoming;
  if (!only) {
    return conversation;
  }
  const next = incoming.length === 1 && conversation.held.size === 0 ? withOne(conversation, only) : null;
  return reconciled(next ?? merged(conversation, incoming, conversation.tail), incoming, me);
}

/** A page of history, ascending, that reaches up to what is loaded, or (when nothing is) up to the newest. */
export function withPage(
  conversation: Conversation,
  page: readonly Message[],
  complete: boolean,
  me: string,
): Conversation {
  const last = page.at(-1)?.seq ?? 0;
  const anchor = conversation.messages.length > 0 ? Math.max(conversation.tail, last) : last || conversation.tail;
  const next = page.length > 0 ? merged(conversation, page, anchor) : conversation;
  const beginsWithPage = next.messages[0]?.seq === page[0]?.seq;
  return reconciled({ ...next, hasOlder: beginsWithPage ? !complete : next.hasOlder }, page, me);
}

/** Changes of messages that may be anywhere; those that are not loaded are not kept, but for the newest of all. */
export function withChanges(conversation: Conversation, changes: readonly Message[]): Conversation {
  const last = conversation.lastMessage;
  const newest = changes.findLast((change) => last && change.seq === last.seq && change.rev > last.rev);
  return withLoadedChanges(newest ? { ...conversation, lastMessage: newest } : conversation, changes);
}

function withLoadedChanges(conversation: Conversation, changes: readonly Message[]): Conversation {
  const known = changes.filter((change) => find(conversation, change.seq) || conversation.held.has(change.seq));
  return known.length > 0 ? merged(conversation, known, conversation.tail) : conversation;
}

export function find(conversation: Conversation, seq: number): Message | undefined {
  const first = conversation.messages[0]?.seq;
  return first === undefined ? undefined : conversation.messages[seq - first];
}

/** Something is missing between what is shown and what is known to exist. */
export function hasGap(conversation: Conversation): boolean {
  return conversation.lastSeq > conversation.tail;
}

/** The two everyday cases, without touching the other messages: the next one, and a change of a loaded one. */
function withOne(conversation: Conversation, message: Message): Conversation | null {
  if (message.seq === conversation.tail + 1) {
    const messages = [...conversation.messages, message];
    return advanced(conversation, messages, message.seq, conversation.held);
  }
  const known = find(conversation, message.seq);
  if (!known) {
    return null;
  }
  if (known.rev >= message.rev) {
    return conversation;
  }
  return {
    ...conversation,
    messages: conversation.messages.with(message.seq - (conversation.messages[0]?.seq ?? 0), message),
  };
}

function merged(conversation: Conversation, incoming: readonly Message[], anchor: number): Conversation {
  const pool = new Map(conversation.messages.map((message) => [message.seq, message]));
  for (const message of [...conversation.held.values(), ...incoming]) {
    const known = pool.get(message.seq);
    if (!known || known.rev < message.rev) {
      pool.set(message.seq, message);
    }
  }
  let top = anchor;
  while (pool.has(top + 1)) {
    top += 1;
  }
  const messages: Message[] = [];
  for (let message = pool.get(top); message; message = pool.get(message.seq - 1)) {
    messages.push(message);
  }
  const held = [...pool.values()].filter((message) => message.seq > top);
  return advanced(conversation, messages.reverse(), top, new Map(held.map((message) => [message.seq, message])));
}

function advanced(
  conversation: Conversation,
  messages: readonly Message[],
  tail: number,
  held: ReadonlyMap<number, Message>,
): Conversation {
  const first = messages[0]?.seq ?? tail + 1;
  const newest = messages.at(-1);
  const lastKnown = conversation.lastMessage;
  const lastMessage = newest && (!lastKnown || newest.seq >= lastKnown.seq) ? newest : lastKnown;
  const highest = Math.max(conversation.lastSeq, tail, ...held.keys());
  const hasOlder = first === conversation.messages[0]?.seq ? conversation.hasOlder : first > 1;
  return { ...conversation, messages, tail, held, lastMessage, lastSeq: highest, hasOlder };
}

/** A message of mine that is stored stops being on its way: at once when it has its place, else when the gap is healed. */
function reconciled(conversation: Conversation, incoming: readonly Message[], me: string): Conversation {
  if (conversation.pending.length === 0) {
    return conversation;
  }
  const own = incoming.filter((message) => message.sender.id === me && message.client_message_id !== null);
  const stored = new Map(own.map((message) => [message.client_message_id, message.seq]));
  const pending: Pending[] = [];
  for (const entry of conversation.pending) {
    const seq = stored.get(entry.client_message_id) ?? entry.seq;
    if (seq === null) {
      pending.push(entry);
    } else if (seq > conversation.tail) {
      pending.push({ ...entry, state: "sent", seq });
    }
  }
  return { ...conversation, pending };
}
