/** Consultations that somebody else gives now: what was being written in them is kept aside. Pure. */

import type { ChatState } from "../shared/chat/chat";
import { personOf } from "../shared/ui/inbox/facts";
import { longAnswerIn, placeOf } from "./answer/writing";

export interface Departure {
  readonly id: string;
  /** The client's; empty where it is not known. */
  readonly name: string;
  /** What was written there and did not reach the client: in the field, in the long answer, on its way. */
  readonly unsent: readonly string[];
}

/** Which have gone between two states of the same person. */
export function departures(before: ChatState, after: ChatState): readonly Departure[] {
  if (before.me?.id !== after.me?.id || before.conversations.size === after.conversations.size) return [];
  return [...before.conversations.values()]
    .filter(({ id }) => !after.conversations.has(id))
    .map((gone) => ({
      id: gone.id,
      name: personOf(gone, "client")?.name ?? "",
      unsent: [
        ...gone.pending.map(({ text }) => text),
        after.drafts.get(gone.id) ?? "",
        longAnswerIn(after.drafts.get(placeOf(gone.id))),
      ].filter((text) => text.trim() !== ""),
    }));
}
