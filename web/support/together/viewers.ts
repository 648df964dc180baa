/** Who of the staff looks at a request or types in it, as it was heard. Pure. */

import type { QueueViewing } from "../../contracts/socket";

export interface Viewer {
  readonly userId: string;
  readonly name: string;
  readonly isTyping: boolean;
  /** The server's time, in milliseconds: without another word they have gone then. */
  readonly until: number;
}

/** By request. */
export type Viewers = ReadonlyMap<string, readonly Viewer[]>;

const VIEWING_MS = 30_000;

export function withHeard(viewers: Viewers, heard: QueueViewing, now: number): Viewers {
  const others = presentIn(viewers, heard.conversation_id, now).filter(({ userId }) => userId !== heard.user_id);
  const viewer = {
    userId: heard.user_id,
    name: heard.name,
    isTyping: heard.doing === "typing",
    until: now + VIEWING_MS,
  };
  return new Map(viewers).set(heard.conversation_id, heard.doing === "gone" ? others : [...others, viewer]);
}

export function presentIn(viewers: Viewers, conversationId: string, now: number): readonly Viewer[] {
  return (viewers.get(conversationId) ?? []).filter(({ until }) => until > now);
}
