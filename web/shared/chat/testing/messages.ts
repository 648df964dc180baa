import type { ConversationOut, MessageOut, ParticipantOut, Role } from "../../../contracts/socket";

export const ANNA = { id: "anna", role: "client", name: "Анна", language: "ru" } as const;
export const SOFIA = { id: "sofia", role: "astrologer", name: "София", language: "ru" } as const;
export const CONVERSATION = "conversation-1";

/** A committed message; by Sofia unless said otherwise. */
export function message(
  seq: number,
  changes: Partial<MessageOut> & { by?: { id: string; role: Role; name: string } } = {},
): MessageOut {
  const { by = SOFIA, ...rest } = changes;
  return {
    id: `message-${rest.conversation_id ?? CONVERSATION}-${seq}`,
    conversation_id: CONVERSATION,
    seq,
    rev: 0,
    sender: { id: by.id, role: by.role, name: by.name },
    client_message_id: `of-${by.id}-${seq}`,
    kind: "text",
    text: `message ${seq}`,
    attachments: [],
    reply_to_seq: null,
    reactions: [],
    system: null,
    created_at: new Date(Date.UTC(2026, 10, 22, 8, 0, seq)).toISOString(),
    edited_at: null,
    deleted_at: null,
    ...rest,
  };
}

export function participant(
  user: { id: string; role: Role; name: string },
  changes: Partial<ParticipantOut> = {},
): ParticipantOut {
  return {
    user_id: user.id,
    role: user.role,
    name: user.name,
    avatar_url: null,
    delivered_seq: 0,
    read_seq: 0,
    presence: "online",
    last_seen_at: null,
    availability: null,
    ...changes,
  };
}

export function details(changes: Partial<ConversationOut> = {}): ConversationOut {
  return {
    id: CONVERSATION,
    kind: "consultation",
    state: "active",
    active_until: null,
    completed_at: null,
    follow_up_until: null,
    participants: [participant(ANNA), participant(SOFIA)],
    consultation: null,
    queue: null,
    waiting_since: null,
    answer_due_at: null,
    offer: null,
    last_message: null,
    last_message_at: null,
    last_seq: 0,
    rev: 0,
    read_seq: 0,
    unread: 0,
    created_at: "2026-11-22T08:00:00.000Z",
    ...changes,
  };
}
