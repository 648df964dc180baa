/** What lists show of a conversation, computed from it. Pure. */

import type { ParticipantOut, UserOut } from "../../../contracts/socket";
import type { Conversation } from "../../chat/chat";
import { isOwn } from "../../chat/selectors";

type Me = Pick<UserOut, "id"> | null;

/** The person of the conversation with one of these roles; support chats have their visitor first. */
export function personOf(
  conversation: Conversation,
  ...roles: readonly ParticipantOut["role"][]
): ParticipantOut | undefined {
  return conversation.details?.participants.find(({ role }) => roles.includes(role));
}

/** When the other side wrote what nobody has answered yet, in milliseconds; null when the last word is ours. */
export function waitingSince(conversation: Conversation, me: Me): number | null {
  const last = conversation.lastMessage;
  const answering = conversation.pending.some(({ state }) => state !== "failed");
  if (!last || answering || isOwn(last, me) || last.sender.id === null) return null;
  return Date.parse(last.created_at);
}

/** Every word that is looked for stands somewhere in the texts, in any case; ё is е. */
export function matches(wanted: string, texts: readonly (string | null | undefined)[]): boolean {
  const where = plain(texts.filter(Boolean).join(" "));
  return plain(wanted)
    .split(/\s+/)
    .every((word) => where.includes(word));
}

function plain(text: string): string {
  return text.trim().toLocaleLowerCase().replaceAll("ё", "е");
}
