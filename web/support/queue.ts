/** Which requests are listed, in which order, and who has them. Pure. */

import type { ParticipantOut } from "../contracts/socket";
import type { ChatState, Conversation } from "../shared/chat/chat";
import { inbox } from "../shared/chat/selectors";
import { matches } from "../shared/ui/inbox/facts";

export type Queue = "new" | "mine" | "all" | "resolved";

/** Whoever waits longest first; nobody waits among the resolved: newest first. */
export function queued(state: ChatState, queue: Queue, search: string): readonly Conversation[] {
  const found = inbox(state, { kind: "support" })
    .filter((conversation) => belongs(conversation, queue, state.me?.id ?? null))
    .filter((conversation) => matches(search, wordsOf(conversation)));
  return queue === "resolved" ? found : found.sort((one, other) => waits(one) - waits(other));
}

function belongs({ details, lastSeq }: Conversation, queue: Queue, me: string | null): boolean {
  const place = details?.queue;
  // Somebody who opened the window and wrote nothing asks for nothing.
  if (!place || lastSeq === 0) return false;
  if (queue === "new") return place.state === "waiting";
  if (queue === "mine") return place.state === "claimed" && place.assignee_id === me;
  return queue === "resolved" ? place.state === "resolved" : place.state !== "resolved";
}

function waits({ details }: Conversation): number {
  const since = details?.queue?.waiting_since;
  return since ? Date.parse(since) : Number.POSITIVE_INFINITY;
}

function wordsOf(conversation: Conversation): (string | null | undefined)[] {
  return [visitorOf(conversation)?.name];
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
