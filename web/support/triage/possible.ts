/** What may be done with a request as it stands. The server decides; this only spares a person the refusal. Pure. */

import type { Conversation } from "../../shared/chat/chat";
import type { Asked } from "../desk";
import { placeOf, visitorOf } from "../queue";

export function mayBeAsked(conversation: Conversation, asked: Asked, me: string | null): boolean {
  const place = placeOf(conversation);
  if (!place) return false;
  const isMine = place.state === "claimed" && place.assignee_id === me;
  switch (asked) {
    case "transfer":
    case "resolve":
      return isMine;
    case "snooze":
      return isMine || place.state === "waiting";
    case "block":
      return !place.desk?.blocked_at;
    case "merge":
      return visitorOf(conversation)?.role === "guest";
    default:
      return true;
  }
}
