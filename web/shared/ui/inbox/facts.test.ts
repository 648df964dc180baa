import { expect, test } from "vitest";
import type { Conversation } from "../../chat/chat";
import { unknown } from "../../chat/conversation";
import { ANNA, CONVERSATION, details, message, SOFIA } from "../../chat/testing/messages";
import { matches, personOf, waitingSince } from "./facts";

const at = "2026-11-22T09:00:00.000Z";
const after = (lastMessage: Conversation["lastMessage"], part: Partial<Conversation> = {}): Conversation => ({
  ...unknown(CONVERSATION, 0),
  details: details(),
  lastMessage,
  ...part,
});
const pending = (state: "sending" | "failed") => [
  {
    client_message_id: "1",
    conversation_id: CONVERSATION,
    kind: "text" as const,
    text: "Здравствуйте!",
    attachment_ids: [],
    attachments: [],
    reply_to_seq: null,
    created_at: at,
    owner_id: SOFIA.id,
    state,
    seq: null,
  },
];

test("whoever wrote last and got no answer waits since then", () => {
  expect(waitingSince(after(message(2, { by: ANNA, created_at: at })), SOFIA)).toBe(Date.parse(at));
});

test("nobody waits after our own word, after the product's, or before the first", () => {
  expect(waitingSince(after(message(2, { by: SOFIA })), SOFIA)).toBeNull();
  const system = { id: null, role: "system" as const, name: "" };
  expect(waitingSince(after(message(1, { sender: system })), SOFIA)).toBeNull();
  expect(waitingSince(after(null), SOFIA)).toBeNull();
});

test("an answer on its way ends the waiting, one that failed does not", () => {
  const asked = message(2, { by: ANNA, created_at: at });
  expect(waitingSince(after(asked, { pending: pending("sending") }), SOFIA)).toBeNull();
  expect(waitingSince(after(asked, { pending: pending("failed") }), SOFIA)).toBe(Date.parse(at));
});

test("people are found by what they are", () => {
  expect(personOf(after(null), "client")?.name).toBe("Анна");
  expect(personOf(after(null), "guest")).toBeUndefined();
});

test("a search needs every word somewhere, in any case, and takes ё for е", () => {
  expect(matches("", [])).toBe(true);
  expect(matches("анна работ", ["Анна", "вопрос о работе"])).toBe(true);
  expect(matches("звезда", ["Звёздный час"])).toBe(false);
  expect(matches("звезд", ["Звёздный час", null])).toBe(true);
});
