// Payloads in, objects out: the same fields as the product's contract has.
import { ObjectId } from "mongodb";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_TEXT_LENGTH = 10_000;

export const LIMITS = {
  max_text_length: MAX_TEXT_LENGTH,
  max_attachments: 10,
  max_attachment_bytes: 50_000_000,
  attachment_types: ["image/jpeg", "image/png", "application/pdf", "audio/mp4"],
};

export class Refusal extends Error {
  constructor(code, { retryable = false, retry_after_seconds } = {}) {
    super(code);
    this.code = code;
    this.retryable = retryable;
    this.retry_after_seconds = retry_after_seconds;
  }

  out() {
    const { code, retryable, retry_after_seconds } = this;
    return { code, detail: code, retryable, retry_after_seconds };
  }
}

export function sendOf(payload) {
  const { conversation_id, client_message_id, kind, text } = payload ?? {};
  const isText = typeof text === "string" && text.trim().length > 0 && text.length <= MAX_TEXT_LENGTH;
  if (!isText || kind !== "text" || typeof client_message_id !== "string" || !UUID.test(client_message_id)) {
    throw new Refusal("validation_failed");
  }
  return { conversation_id, client_message_id, kind, text: text.trim() };
}

export function draftOf(person, conversation, command) {
  return {
    _id: new ObjectId(),
    conversation_id: conversation._id,
    seq: 0,
    rev: 0,
    sender_id: person._id,
    sender_role: person.role,
    sender_name: person.name,
    client_message_id: command.client_message_id,
    kind: command.kind,
    text: command.text,
    attachments: [],
    reply_to_seq: null,
    reactions: [],
    system: null,
    created_at: new Date(),
    edited_at: null,
    deleted_at: null,
  };
}

export function messageOut(message) {
  return {
    id: message._id.toHexString(),
    conversation_id: message.conversation_id.toHexString(),
    seq: message.seq,
    rev: message.rev,
    sender: { id: message.sender_id?.toHexString() ?? null, role: message.sender_role, name: message.sender_name },
    client_message_id: message.client_message_id,
    kind: message.kind,
    text: message.text,
    attachments: message.attachments,
    reply_to_seq: message.reply_to_seq,
    reactions: message.reactions,
    system: message.system,
    created_at: message.created_at,
    edited_at: message.edited_at,
    deleted_at: message.deleted_at,
  };
}

function stateOf(conversation) {
  const ended = conversation.completed_at || (conversation.active_until && conversation.active_until <= new Date());
  return ended ? "inactive" : "active";
}

export function readyOut(conversation, person) {
  const read = conversation.receipts?.[person.id]?.read_seq ?? 0;
  return {
    id: conversation._id.toHexString(),
    kind: conversation.kind,
    state: stateOf(conversation),
    last_seq: conversation.last_seq,
    rev: conversation.rev,
    unread: Math.max(0, conversation.last_seq - read),
  };
}

export function syncedOut(person, conversation, messages, complete) {
  const receipts = conversation.participant_ids.map((one) => {
    const id = one.toHexString();
    const { delivered_seq = 0, read_seq = 0 } = conversation.receipts?.[id] ?? {};
    return { conversation_id: conversation._id.toHexString(), user_id: id, delivered_seq, read_seq };
  });
  return {
    id: conversation._id.toHexString(),
    messages: messages.map(messageOut),
    changes: [],
    receipts,
    conversation: { ...readyOut(conversation, person), active_until: conversation.active_until },
    last_seq: messages.at(-1)?.seq ?? conversation.last_seq,
    rev: conversation.rev,
    complete,
  };
}
