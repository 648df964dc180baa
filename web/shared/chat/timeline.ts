/**
 * How a conversation's messages stand in order.
 *
 * There are at most two runs. The newest one ends at `tail`; live messages and syncs lengthen it. `messages` is what is
 * shown: that same run (`atNewest`), or a window somewhere else, and then `live` keeps the end of the newest run until the
 * window comes back or grows into it. What comes before its predecessors is held back.
 */

import { at, joined, lastSeq, newer, type Run, withVersions } from "./run";
import type { Conversation, Message, OutboxEntry, Pending } from "./state";

/** Where a page of history belongs: at the end of everything, or beside (or, after a jump, in place of) what is shown. */
export type PagePlace = "newest" | "older" | "newer" | "around";

/** So many messages are shown at most; what lies furthest from where the person goes is let go and comes back by loading. */
const SHOWN_MOST = 1_000;
/** So many of the newest are kept of what nobody looks at. */
const KEPT_MOST = 200;

/** New or changed messages in any order, any number of times. */
export function withMessages(conversation: Conversation, incoming: readonly Message[], me: string): Conversation {
  return incoming.length === 0
    ? conversation
    : reconciled(lengthened(withChanges(conversation, incoming), incoming), incoming, me);
}

/** Changes of messages that may be anywhere; those that are not loaded are not kept, but for the newest of all. */
export function withChanges(conversation: Conversation, changes: readonly Message[]): Conversation {
  const messages = withVersions(conversation.messages, changes);
  const live = withVersions(conversation.live, changes);
  const held = new Map(conversation.held);
  let lastMessage = conversation.lastMessage;
  let isHeldChanged = false;
  for (const change of changes) {
    const waiting = held.get(change.seq);
    if (waiting && waiting.rev < change.rev) {
      held.set(change.seq, change);
      isHeldChanged = true;
    }
    if (lastMessage?.seq === change.seq) {
      lastMessage = newer(lastMessage, change) ?? null;
    }
  }
  const same = messages === conversation.messages && live === conversation.live && !isHeldChanged;
  return same && lastMessage === conversation.lastMessage
    ? conversation
    : { ...conversation, messages, live, lastMessage, held: isHeldChanged ? held : conversation.held };
}

/** A page of history, ascending. What no longer belongs beside what is shown is not kept. */
export function withPage(
  conversation: Conversation,
  place: PagePlace,
  page: Run,
  complete: boolean,
  me: string,
): Conversation {
  const next =
    place === "newest"
      ? withNewest(conversation, page, complete)
      : withWindow(conversation, place, page, complete && place === "older");
  return reconciled(next, page, me);
}

/** The window goes; the newest run is shown. */
export function atNewest(conversation: Conversation): Conversation {
  if (conversation.atNewest) {
    return conversation;
  }
  const messages = conversation.live;
  const opened = messages.length > 0 || conversation.tail === 0;
  return {
    ...conversation,
    messages,
    live: [],
    atNewest: true,
    opened,
    hasOlder: isAfterFirst(conversation, messages),
  };
}

/** Nobody looks at it any more: the end of it is enough. */
export function atRest(conversation: Conversation): Conversation {
  return trimmed(atNewest(conversation), KEPT_MOST);
}

/** Nobody looks at it and it grows: kept from growing without end. */
export function bounded(conversation: Conversation): Conversation {
  return trimmed(conversation, conversation.messages.length > 2 * KEPT_MOST ? KEPT_MOST : Number.POSITIVE_INFINITY);
}

export function find(conversation: Conversation, seq: number): Message | undefined {
  return at(conversation.messages, seq);
}

/** Something is missing between what is known and what is known to exist. */
export function hasGap(conversation: Conversation): boolean {
  return conversation.lastSeq > conversation.tail;
}

/** Its message is here already: another tab's echo, a sync or a page of history was faster. */
export function hasStored({ messages, live, held }: Conversation, entry: OutboxEntry): boolean {
  const isIt = ({ sender, client_message_id }: Message) =>
    client_message_id === entry.client_message_id && sender.id === entry.owner_id;
  return [messages, live, [...held.values()]].some((run) => run.findLast(isIt) !== undefined);
}

function withNewest(conversation: Conversation, page: Run, complete: boolean): Conversation {
  const known = newestRun(conversation);
  const isBehind = known.length > 0 && lastSeq(page) < lastSeq(known);
  const run = joined(known, page) ?? (isBehind ? known : page);
  const next = withNewestRun(conversation, run, lastSeq(run) || conversation.tail);
  const begins = next.messages[0]?.seq === page[0]?.seq;
  const told = begins ? { ...next, hasOlder: !complete && isAfterFirst(next, next.messages) } : next;
  return met(lengthened(told, []));
}

function withWindow(conversation: Conversation, place: PagePlace, page: Run, complete: boolean): Conversation {
  const run = conversation.messages.length > 0 ? joined(conversation.messages, page) : page;
  if (!run) {
    return place === "around" ? moved(conversation, page) : conversation;
  }
  const grewUp = run[0]?.seq === page[0]?.seq && run[0]?.seq !== conversation.messages[0]?.seq;
  const losesEnd = grewUp && run.length > SHOWN_MOST;
  const messages = losesEnd ? run.slice(0, SHOWN_MOST) : run.slice(-SHOWN_MOST);
  const hasOlder = isAfterFirst(conversation, messages) && !complete;
  const shown = { ...conversation, ...(conversation.atNewest ? aside(conversation) : {}), messages, hasOlder };
  return losesEnd ? shown : met(shown);
}

/** A window elsewhere than before. */
function moved(conversation: Conversation, page: Run): Conversation {
  const left = conversation.atNewest ? { ...conversation, ...aside(conversation) } : conversation;
  return met({ ...left, messages: page, hasOlder: isAfterFirst(conversation, page) });
}

function aside({ messages }: Conversation): Pick<Conversation, "live" | "atNewest"> {
  return { atNewest: false, live: messages.slice(-KEPT_MOST) };
}

/** Once the window has grown into the newest run, the two are one. */
function met(conversation: Conversation): Conversation {
  const { live, messages, tail } = conversation;
  const isApart = conversation.atNewest || (live.length === 0 && lastSeq(messages) < tail);
  const run = isApart ? null : joined(messages, live);
  if (!run) {
    return conversation;
  }
  const one = { ...conversation, atNewest: true, live: [] };
  return lengthened(withNewestRun(one, run, Math.max(tail, lastSeq(run))), []);
}

/** What stands beside the newest run without a gap joins it, what is further on is held. */
function lengthened(conversation: Conversation, incoming: readonly Message[]): Conversation {
  const { tail } = conversation;
  const known = newestRun(conversation);
  const pool = new Map(conversation.held);
  for (const message of incoming) {
    if (!pool.has(message.seq) && !at(known, message.seq)) {
      pool.set(message.seq, message);
    }
  }
  const after = taken(pool, tail + 1, 1);
  const before = taken(pool, (known[0]?.seq ?? tail + 1) - 1, -1).reverse();
  if (after.length + before.length > 0) {
    const run = [...before, ...known, ...after];
    return withNewestRun({ ...conversation, held: pool }, run, tail + after.length);
  }
  const held = new Map([...pool].filter(([seq]) => seq > tail));
  const lastSeq = Math.max(conversation.lastSeq, tail, ...held.keys());
  const same = held.size === conversation.held.size && lastSeq === conversation.lastSeq;
  return same ? conversation : { ...conversation, held, lastSeq };
}

/** Takes the messages from `seq` on, upwards or downwards, as far as there is no gap. */
function taken(pool: Map<number, Message>, seq: number, step: 1 | -1): Message[] {
  const messages: Message[] = [];
  for (let message = pool.get(seq); message; message = pool.get(message.seq + step)) {
    messages.push(message);
    pool.delete(message.seq);
  }
  return messages;
}

function withNewestRun(conversation: Conversation, run: Run, tail: number): Conversation {
  const held = new Map([...conversation.held].filter(([seq]) => seq > tail));
  const newest = run.at(-1);
  const known = conversation.lastMessage;
  const lastMessage = newest && (!known || newest.seq >= known.seq) ? newest : known;
  const next = {
    ...conversation,
    tail,
    held,
    lastMessage,
    lastSeq: Math.max(conversation.lastSeq, tail, ...held.keys()),
  };
  if (!conversation.atNewest) {
    return { ...next, live: run.slice(-KEPT_MOST) };
  }
  const isSameBeginning = conversation.messages[0]?.seq === run[0]?.seq;
  return { ...next, messages: run, hasOlder: isSameBeginning ? conversation.hasOlder : isAfterFirst(next, run) };
}

function newestRun(conversation: Conversation): Run {
  return conversation.atNewest ? conversation.messages : conversation.live;
}

function trimmed(conversation: Conversation, most: number): Conversation {
  return conversation.messages.length > most && conversation.atNewest
    ? { ...conversation, messages: conversation.messages.slice(-most), hasOlder: true }
    : conversation;
}

function isAfterFirst({ tail }: Conversation, run: Run): boolean {
  return (run[0]?.seq ?? tail + 1) > 1;
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
