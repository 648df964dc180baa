import { expect, test } from "vitest";
import { unknown } from "../chat/conversation";
import type { Conversation } from "../chat/state";
import { ANNA, CONVERSATION, details, message } from "../chat/testing/messages";
import { answerDue } from "./due";

const bought = {
  entitlement_id: "entitlement",
  service_slug: "core",
  service_title: { ru: "Ядро", en: "Core" },
  format: "written",
  answer_within_hours: 48,
} as const;

function consultation(changes: Partial<Conversation>): Conversation {
  return { ...unknown(CONVERSATION, 0), details: details({ consultation: bought }), ...changes };
}

const HOURS_48 = 48 * 3_600_000;

test("the first word after an answer is what waits", () => {
  const asked = [message(1, { by: ANNA }), message(2), message(3, { by: ANNA }), message(4, { by: ANNA })];
  expect(answerDue(consultation({ messages: asked }))).toBe(Date.parse(asked[2]?.created_at ?? "") + HOURS_48);
});

test("after an answer nobody waits, whatever the server said before it", () => {
  const before = details({
    consultation: bought,
    waiting_since: message(1).created_at,
    answer_due_at: "2026-11-24T08:00:00.000Z",
  });
  const asked = message(1, { by: ANNA });
  expect(answerDue(consultation({ details: before, messages: [asked] }))).toBe(Date.parse("2026-11-24T08:00:00.000Z"));
  expect(answerDue(consultation({ details: before, messages: [asked, message(2)] }))).toBeNull();
});

test("nothing is promised in what has ended, nor where the service promises nothing", () => {
  const messages = [message(1, { by: ANNA })];
  expect(answerDue(consultation({ messages, state: "inactive" }))).toBeNull();
  expect(answerDue(consultation({ messages, details: details() }))).toBeNull();
});
