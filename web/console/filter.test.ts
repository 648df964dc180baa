import { expect, test } from "vitest";
import type { ChatState, Conversation } from "../shared/chat/chat";
import { unknown } from "../shared/chat/conversation";
import { INITIAL_STATE } from "../shared/chat/state";
import { ANNA, details, message, participant, SOFIA } from "../shared/chat/testing/messages";
import { listed, longestUnread } from "./filter";

function consultation(id: string, hour: number, part: Partial<Conversation> = {}, name = "Анна"): Conversation {
  const created_at = new Date(Date.UTC(2026, 10, 22, hour)).toISOString();
  return {
    ...unknown(id, 0),
    details: details({ id, participants: [participant({ ...ANNA, name }), participant(SOFIA)] }),
    lastMessage: message(1, { conversation_id: id, by: ANNA, created_at }),
    ...part,
  };
}

function knowing(...conversations: Conversation[]): ChatState {
  return { ...INITIAL_STATE, me: SOFIA, conversations: new Map(conversations.map((one) => [one.id, one])) };
}

const ids = (conversations: readonly Conversation[]) => conversations.map(({ id }) => id);

test("active consultations stand with the newest activity first", () => {
  expect(ids(listed(knowing(consultation("early", 8), consultation("late", 9)), "active", ""))).toEqual([
    "late",
    "early",
  ]);
});

test("among those who wait, whoever waits longest is first, and whoever was answered is not there", () => {
  const answered = consultation("answered", 7, { lastMessage: message(2, { by: SOFIA }) });
  const state = knowing(consultation("late", 9), answered, consultation("early", 8));
  expect(ids(listed(state, "waiting", ""))).toEqual(["early", "late"]);
});

test("what is over stands among the inactive alone, also when its client wrote last", () => {
  const state = knowing(consultation("over", 8, { state: "inactive" }), consultation("alive", 9));
  expect(ids(listed(state, "inactive", ""))).toEqual(["over"]);
  expect(ids(listed(state, "waiting", ""))).toEqual(["alive"]);
});

test("the list is narrowed by names and services, and what is not known yet is not listed", () => {
  const olga = consultation("olga", 8, {}, "Ольга");
  const said = consultation("said", 9, { messages: [message(1, { text: "Про Ольгу и работу" })] });
  const state = knowing(olga, said, consultation("other", 10), { ...unknown("summary", 0) });
  expect(ids(listed(state, "active", "ольг"))).toEqual(["olga"]);
  expect(ids(listed(state, "active", ""))).not.toContain("summary");
});

test("the next unread is whoever waits longest, never the one that is looked at", () => {
  const state = knowing(
    consultation("read", 6),
    consultation("late", 9, { unread: 1 }),
    consultation("early", 8, { unread: 3 }),
  );
  expect(longestUnread(state, null)).toBe("early");
  expect(longestUnread(state, "early")).toBe("late");
  expect(longestUnread(knowing(consultation("read", 6)), null)).toBe(null);
});

test("whose answer is due soonest is first, and behind them whoever was promised nothing", () => {
  const promised = (id: string, hour: number, hours: number) => {
    const one = consultation(id, hour);
    const bought = { entitlement_id: "1", service_slug: "", service_title: { ru: "", en: "" }, format: "written" };
    const consulting = { ...bought, format: "written" as const, answer_within_hours: hours };
    return { ...one, details: details({ ...one.details, consultation: consulting }), messages: [one.lastMessage] };
  };
  const state = knowing(
    consultation("unpromised", 7),
    promised("later", 8, 48) as Conversation,
    promised("sooner", 9, 24) as Conversation,
  );
  expect(ids(listed(state, "active", "", "deadline"))).toEqual(["sooner", "later", "unpromised"]);
  expect(ids(listed(state, "active", "", "waiting"))).toEqual(["unpromised", "later", "sooner"]);
});
