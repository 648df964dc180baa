/** Which consultations are listed, and in which order. Pure. */

import type { ChatState, Conversation } from "../shared/chat/chat";
import { inbox } from "../shared/chat/selectors";
import { answerDue } from "../shared/late_answer/due";
import { matches, personOf, waitingSince } from "../shared/ui/inbox/facts";

export type Filter = "active" | "waiting" | "inactive";

/** What stands first: the newest activity, whoever waits longest, whose answer is due soonest. */
export type Sorting = "newest" | "waiting" | "deadline";

export const SORTINGS: readonly Sorting[] = ["newest", "waiting", "deadline"];

/** Where nobody has chosen. */
export const usualSorting = (filter: Filter): Sorting => (filter === "waiting" ? "waiting" : "newest");

const BY: Record<Sorting, ((conversation: Conversation, state: ChatState) => number | null) | null> = {
  newest: null,
  waiting: (conversation, state) => waitingSince(conversation, state.me),
  // Where nothing was promised the client waits all the same, behind those to whom something was.
  deadline: (conversation) => answerDue(conversation),
};

/** Those who have what is sorted by come first, the earliest on top; the others after them, newest activity first. */
export function listed(
  state: ChatState,
  filter: Filter,
  search: string,
  sorting: Sorting = usualSorting(filter),
): readonly Conversation[] {
  const known = inbox(state, { kind: "consultation", state: filter === "inactive" ? "inactive" : "active" })
    .filter(({ details }) => details !== null)
    .filter((conversation) => matches(search, wordsOf(conversation)))
    .filter((conversation) => filter !== "waiting" || waitingSince(conversation, state.me) !== null);
  const by = BY[sorting];
  if (!by || filter === "inactive") return known;
  const never = Number.POSITIVE_INFINITY;
  return known
    .map((conversation) => ({ conversation, at: by(conversation, state) ?? never }))
    .sort((one, other) => (one.at === other.at ? 0 : one.at - other.at))
    .map(({ conversation }) => conversation);
}

function wordsOf(conversation: Conversation): (string | null | undefined)[] {
  const title = conversation.details?.consultation?.service_title;
  return [personOf(conversation, "client")?.name, title?.ru, title?.en];
}

/** Whose unread words have waited longest, but for the one that is looked at; null when everything is read. */
export function longestUnread(state: ChatState, current: string | null): string | null {
  const unread = listed(state, "active", "").filter(({ id, unread }) => unread > 0 && id !== current);
  const at = ({ lastMessage }: Conversation) => Date.parse(lastMessage?.created_at ?? "");
  return unread.sort((one, other) => at(one) - at(other))[0]?.id ?? null;
}
