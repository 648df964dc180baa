/** Which consultations are listed, and in which order. Pure. */

import type { ChatState, Conversation } from "../shared/chat/chat";
import { inbox } from "../shared/chat/selectors";
import { matches, personOf, waitingSince } from "../shared/ui/inbox/facts";

export type Filter = "active" | "waiting" | "inactive";

/** Newest activity first; those who wait for an answer: whoever waits longest first. */
export function listed(state: ChatState, filter: Filter, search: string): readonly Conversation[] {
  const known = inbox(state, { kind: "consultation", state: filter === "inactive" ? "inactive" : "active" })
    .filter(({ details }) => details !== null)
    .filter((conversation) => matches(search, wordsOf(conversation)));
  if (filter !== "waiting") return known;
  return known
    .map((conversation) => ({ conversation, since: waitingSince(conversation, state.me) }))
    .filter((one): one is { conversation: Conversation; since: number } => one.since !== null)
    .sort((one, other) => one.since - other.since)
    .map(({ conversation }) => conversation);
}

function wordsOf(conversation: Conversation): (string | null | undefined)[] {
  const title = conversation.details?.consultation?.service_title;
  return [personOf(conversation, "client")?.name, title?.ru, title?.en];
}
