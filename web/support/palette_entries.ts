/** What the palette offers for the words in it. Pure. */

import type { ChatState, Conversation } from "../shared/chat/chat";
import { matches } from "../shared/ui/inbox/facts";
import type { Asked } from "./desk";
import { placeOf, queued } from "./queue";
import { type Action, OFFERED, OFFERED_HERE } from "./shortcuts";
import { mayBeAsked } from "./triage/possible";

export type Entry =
  | { readonly kind: "conversation"; readonly id: string; readonly conversation: Conversation }
  | { readonly kind: "action"; readonly id: string; readonly action: Action };

/** So many requests: more are found by a further letter. */
const MOST = 7;

/** Requests that are called so, one's own before the new ones; what may be done with the open one, then with the desk. */
export function entriesOf(
  state: ChatState,
  words: string,
  openId: string | null,
  nameOf: (action: Action) => string,
): readonly Entry[] {
  const queues = words.trim() ? (["mine", "new", "all", "resolved"] as const) : (["mine", "new"] as const);
  const found = new Map(queues.flatMap((queue) => queued(state, queue, words).map((one) => [one.id, one])));
  const conversations = [...found.values()]
    .slice(0, MOST)
    .map((one) => ({ kind: "conversation" as const, id: one.id, conversation: one }));
  const open = state.conversations.get(openId ?? "");
  const actions = [...OFFERED_HERE.filter((action) => isPossible(open, action, state.me?.id ?? null)), ...OFFERED]
    .filter((action) => matches(words, [nameOf(action)]))
    .map((action) => ({ kind: "action" as const, id: action, action }));
  return [...conversations, ...actions];
}

function isPossible(open: Conversation | undefined, action: Action, me: string | null): boolean {
  const place = open && placeOf(open);
  if (!open || !place) return false;
  if (action === "claim") return place.state !== "claimed" && !place.desk?.blocked_at;
  return action === "visitor" || action === "notes" || mayBeAsked(open, action as Asked, me);
}
