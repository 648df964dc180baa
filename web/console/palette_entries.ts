/** What the palette offers for the words in it. Pure. */

import type { ChatState, Conversation } from "../shared/chat/chat";
import { matches } from "../shared/ui/inbox/facts";
import { listed } from "./filter";
import { type Action, OFFERED } from "./shortcuts";

export type Entry =
  | { readonly kind: "conversation"; readonly id: string; readonly conversation: Conversation }
  | { readonly kind: "action"; readonly id: string; readonly action: Action };

/** So many conversations: more are found by a further letter. */
const MOST = 7;

/** Without words: whom one has not read yet, then the newest. With words: who or what is called so, the living first. */
export function entriesOf(state: ChatState, words: string, nameOf: (action: Action) => string): readonly Entry[] {
  const active = listed(state, "active", words);
  const found = words.trim() ? [...active, ...listed(state, "inactive", words)] : unreadFirst(active);
  const conversations = found
    .slice(0, MOST)
    .map((one) => ({ kind: "conversation" as const, id: one.id, conversation: one }));
  const actions = OFFERED.filter((action) => matches(words, [nameOf(action)]));
  return [...conversations, ...actions.map((action) => ({ kind: "action" as const, id: action, action }))];
}

function unreadFirst(conversations: readonly Conversation[]): readonly Conversation[] {
  return [...conversations].sort((one, other) => Number(other.unread > 0) - Number(one.unread > 0));
}
