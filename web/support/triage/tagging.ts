/** Tags as they are written and suggested. Pure. */

import type { ChatState } from "../../shared/chat/chat";
import { matches } from "../../shared/ui/inbox/facts";

export const MOST_TAGS = 20;
export const LONGEST_TAG = 40;
const SUGGESTED = 8;

/** As the server keeps it; empty: it is none. */
export function asTag(typed: string): string {
  return typed.trim().replace(/\s+/g, " ").toLocaleLowerCase().slice(0, LONGEST_TAG).trim();
}

/** With this one as well, each once; several may be typed between commas. */
export function withTags(tags: readonly string[], typed: string): readonly string[] {
  const added = typed.split(",").map(asTag).filter(Boolean);
  return [...new Set([...tags, ...added])].slice(0, MOST_TAGS);
}

/** What the other requests are tagged with, the most frequent first: what is meant by the letters, and not there yet. */
export function suggested(state: ChatState, tags: readonly string[], typed: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const { details } of state.conversations.values())
    for (const tag of details?.queue?.desk?.tags ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .filter(([tag]) => !tags.includes(tag) && matches(typed, [tag]))
    .sort(([one, often], [other, seldom]) => seldom - often || one.localeCompare(other))
    .slice(0, SUGGESTED)
    .map(([tag]) => tag);
}
