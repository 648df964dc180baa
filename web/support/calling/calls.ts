/** Which requests call for somebody: new ones, and one's own whose visitor waits too long. Pure. */

import type { ChatState, Conversation } from "../../shared/chat/chat";
import { placeOf } from "../queue";

export interface Call {
  /** Another moment of waiting is another call. */
  readonly key: string;
  readonly why: "new" | "waiting";
  readonly conversation: Conversation;
}

/** A visitor of mine who waits so long is called out again. */
export const LONG_WAIT_MS = 3 * 60_000;

export function callsOf(state: ChatState, now: number): readonly Call[] {
  return [...state.conversations.values()].flatMap((conversation) => {
    const call = callOf(conversation, state.me?.id ?? null, now);
    return call ? [call] : [];
  });
}

function callOf(conversation: Conversation, me: string | null, now: number): Call | null {
  const place = placeOf(conversation);
  if (!place?.desk || place.desk.snoozed_until) return null;
  if (place.state === "waiting") {
    const since = place.desk.queued_at;
    return since ? { key: `${conversation.id}:new:${since}`, why: "new", conversation } : null;
  }
  const since = place.waiting_since;
  if (place.state !== "claimed" || place.assignee_id !== me || !since) return null;
  if (now - Date.parse(since) < LONG_WAIT_MS) return null;
  return { key: `${conversation.id}:waiting:${since}`, why: "waiting", conversation };
}
