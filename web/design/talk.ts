/** A conversation in which everything occurs that can occur in one, told as the server tells it. */

import type { AttachmentOut, ConversationOut, MessageOut, ParticipantOut } from "../contracts/socket";
import type { OutboxEntry } from "../shared/chat/chat";
import type { ChatEvent } from "../shared/chat/store";
import type { I18n } from "../shared/i18n/i18n";
import type { DesignKey } from "../shared/i18n/ru/design";

export const TALK = "talk";
/** When all of it takes place. */
export const NOW = Date.UTC(2026, 10, 22, 9, 30);

const ME = { id: "anna", role: "client", name: "Анна" } as const;
const SOFIA = { id: "sofia", role: "astrologer", name: "София" } as const;

export type Words = Pick<I18n<DesignKey>, "t" | "language">;

const at = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

function message(seq: number, by: typeof ME | typeof SOFIA, changes: Partial<MessageOut>): MessageOut {
  return {
    id: `${TALK}-${seq}`,
    conversation_id: TALK,
    seq,
    rev: seq,
    sender: { ...by },
    client_message_id: `${by.id}-${seq}`,
    kind: "text",
    text: "",
    attachments: [],
    reply_to_seq: null,
    reactions: [],
    system: null,
    created_at: at(60 - seq),
    edited_at: null,
    deleted_at: null,
    ...changes,
  };
}

const file = (changes: Partial<AttachmentOut>): AttachmentOut => ({
  id: "file",
  name: "birth.pdf",
  content_type: "application/pdf",
  size: 184_320,
  width: null,
  height: null,
  has_thumbnail: false,
  duration_ms: null,
  waveform: null,
  ...changes,
});

const WAVE = Array.from(
  { length: 64 },
  (_, index) => 0.15 + 0.8 * Math.abs(Math.sin(index / 3) * Math.cos(index / 11)),
);
const VOICE = file({ id: "voice", name: "voice.m4a", content_type: "audio/mp4", duration_ms: 47_000, waveform: WAVE });

export function messages({ t }: Words): readonly MessageOut[] {
  return [
    message(1, ME, { text: t("design.said_1"), created_at: at(60 * 26) }),
    message(2, SOFIA, { text: t("design.said_2") }),
    message(3, SOFIA, { text: t("design.said_3"), edited_at: at(50), reactions: [{ emoji: "❤️", user_ids: [ME.id] }] }),
    message(4, ME, { text: t("design.said_4"), reply_to_seq: 3, reactions: [{ emoji: "🙏", user_ids: [SOFIA.id] }] }),
    message(5, SOFIA, { kind: "voice", attachments: [VOICE] }),
    message(6, ME, { deleted_at: at(40) }),
    message(7, SOFIA, { kind: "file", text: t("design.said_5"), attachments: [file({})] }),
    message(8, ME, { text: "👍" }),
    message(9, ME, { text: t("design.said_6") }),
  ];
}

const person = (one: typeof ME | typeof SOFIA, changes: Partial<ParticipantOut>): ParticipantOut => ({
  user_id: one.id,
  role: one.role,
  name: one.name,
  avatar_url: one.id === SOFIA.id ? "/static/art/astrologers/sofia.svg" : null,
  delivered_seq: 9,
  read_seq: 9,
  presence: "online",
  last_seen_at: null,
  availability: null,
  ...changes,
});

export function conversation(said: readonly MessageOut[], changes: Partial<ConversationOut> = {}): ConversationOut {
  const last = said.at(-1) ?? null;
  return {
    id: TALK,
    kind: "consultation",
    state: "active",
    active_until: new Date(NOW + 20 * 86_400_000).toISOString(),
    completed_at: null,
    follow_up_until: null,
    participants: [person(ME, { read_seq: changes.read_seq ?? 9 }), person(SOFIA, { read_seq: 8 })],
    consultation: {
      entitlement_id: null,
      service_slug: "personality-core",
      service_title: { ru: "Ядро личности", en: "Core of personality" },
      format: "written",
      answer_within_hours: 48,
    },
    waiting_since: null,
    answer_due_at: null,
    offer: null,
    queue: null,
    last_message: last,
    last_message_at: last?.created_at ?? null,
    last_seq: last?.seq ?? 0,
    rev: last?.seq ?? 0,
    read_seq: last?.seq ?? 0,
    unread: 0,
    created_at: at(60 * 27),
    ...changes,
  };
}

/** As whoever opened the conversation knows it. */
export function opened(words: Words, said: readonly MessageOut[], changes: Partial<ConversationOut> = {}): ChatEvent[] {
  return [
    { type: "connection.changed", connection: { name: "online" }, now: NOW },
    {
      type: "session.ready",
      now: NOW,
      payload: {
        user: { ...ME, language: words.language },
        server_time: new Date(NOW).toISOString(),
        limits: { max_text_length: 8_000, max_attachments: 10, max_attachment_bytes: 1e8, attachment_types: [] },
        conversations: [],
      },
    },
    { type: "conversations.listed", items: [conversation(said, changes)], now: NOW },
    { type: "history.loaded", conversationId: TALK, place: "newest", messages: said, complete: true },
  ];
}

const sent = (state: OutboxEntry["state"], text: string, id: string): OutboxEntry => ({
  client_message_id: id,
  conversation_id: TALK,
  kind: "text",
  text,
  attachment_ids: [],
  reply_to_seq: null,
  created_at: new Date(NOW).toISOString(),
  state,
  ...(state === "failed" ? { error: { code: "rate_limited", detail: "", retryable: true } as const } : {}),
  attachments: [],
  owner_id: ME.id,
});

/** What is on its way, what did not arrive, and somebody who is writing. */
export function underWay({ t }: Words): ChatEvent[] {
  const upload = { conversation_id: TALK, name: "moon.jpg", size: 2_400_000, content_type: "image/jpeg" } as const;
  return [
    { type: "outbox.changed", entry: sent("sending", t("design.said_7"), "sending") },
    { type: "outbox.changed", entry: sent("failed", t("design.said_8"), "failed") },
    { type: "upload.changed", upload: { ...upload, id: "going", progress: 0.62, state: "uploading" } },
    {
      type: "upload.changed",
      upload: {
        ...upload,
        id: "lost",
        progress: 0,
        state: "failed",
        error: { code: "too_large", detail: "", retryable: false },
      },
    },
    {
      type: "typing.changed",
      payload: { conversation_id: TALK, user_id: SOFIA.id, state: "recording" },
      now: NOW,
    },
  ];
}
