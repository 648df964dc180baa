/** Which requests are listed, in which order, and who has them. Pure. */

import type { ParticipantOut, QueueOut } from "../contracts/socket";
import type { ChatState, Conversation } from "../shared/chat/chat";
import { inbox } from "../shared/chat/selectors";
import { matches } from "../shared/ui/inbox/facts";

export type Queue = "new" | "mine" | "all" | "snoozed" | "resolved";

/** Where a request stands. */
export function placeOf({ details }: Conversation): QueueOut | null {
  return details?.queue ?? null;
}

/** Whoever waits longest first, of the sleeping whoever wakes first; nobody waits among the resolved: newest first. */
export function queued(state: ChatState, queue: Queue, search: string): readonly Conversation[] {
  const found = inbox(state, { kind: "support" })
    .filter((conversation) => belongs(conversation, queue, state.me?.id ?? null))
    .filter((conversation) => matches(search, wordsOf(conversation)));
  if (queue === "resolved") return found;
  const by = queue === "snoozed" ? wakes : waits;
  return found.sort((one, other) => by(one) - by(other));
}

function belongs({ details, lastSeq }: Conversation, queue: Queue, me: string | null): boolean {
  const place = details?.queue;
  // Somebody who opened the window and wrote nothing asks for nothing.
  if (!place || lastSeq === 0) return false;
  const sleeps = Boolean(place.desk?.snoozed_until);
  switch (queue) {
    case "new":
      return place.state === "waiting" && !sleeps;
    case "mine":
      return place.state === "claimed" && place.assignee_id === me && !sleeps;
    case "snoozed":
      return place.state !== "resolved" && sleeps;
    case "resolved":
      return place.state === "resolved";
    default:
      return place.state !== "resolved";
  }
}

function waits({ details }: Conversation): number {
  const since = details?.queue?.waiting_since;
  return since ? Date.parse(since) : Number.POSITIVE_INFINITY;
}

function wakes(conversation: Conversation): number {
  return Date.parse(placeOf(conversation)?.desk?.snoozed_until ?? "");
}

function wordsOf(conversation: Conversation): (string | null | undefined)[] {
  return [visitorOf(conversation)?.name, ...(placeOf(conversation)?.desk?.tags ?? [])];
}

/** Whoever asks: the one who is not staff, or whoever came first. */
export function visitorOf({ details }: Conversation): ParticipantOut | undefined {
  const people = details?.participants ?? [];
  return people.find(({ role }) => role === "guest" || role === "client" || role === "astrologer") ?? people[0];
}

/** Whoever answers. */
export function assigneeOf({ details }: Conversation): ParticipantOut | undefined {
  return details?.participants.find(({ user_id }) => user_id === details.queue?.assignee_id);
}

/** Whether I answer there. */
export function isMineIn({ conversations, me }: ChatState, id: string): boolean {
  const conversation = conversations.get(id);
  const place = conversation && placeOf(conversation);
  return place?.state === "claimed" && me !== null && place.assignee_id === me.id;
}

/** To whom one goes next: whoever of mine or of the new has waited longest and is not open already. */
export function longestWaiting(state: ChatState, openId: string | null): string | null {
  const waiting = [...queued(state, "mine", ""), ...queued(state, "new", "")].filter(
    (one) => one.id !== openId && Number.isFinite(waits(one)),
  );
  return waiting.sort((one, other) => waits(one) - waits(other))[0]?.id ?? null;
}
