/** Until when an answer was promised. No DOM. */

import type { Conversation } from "../chat/chat";

const HOUR_MS = 3_600_000;

/**
 * The moment (milliseconds) by which the client's oldest word without an answer is to be answered; null when nobody
 * waits. What was said since the server last told is counted in, so that it is right at once.
 */
export function answerDue({ details, messages, hasOlder, state }: Conversation): number | null {
  const hours = details?.consultation?.answer_within_hours;
  if (!details || !hours || state !== "active") return null;
  const answered = messages.findLast((message) => message.sender.role === "astrologer");
  const { waiting_since: since, answer_due_at: due } = details;
  if (since && due && !(answered && answered.created_at > since)) return Date.parse(due);
  if (!answered && hasOlder) return null;
  const from = answered?.seq ?? 0;
  const asked = messages.find((message) => message.sender.role === "client" && message.seq > from);
  return asked ? Date.parse(asked.created_at) + hours * HOUR_MS : null;
}
