import { expect, test } from "vitest";
import type { QueueOut } from "../contracts/socket";
import type { ChatState, Conversation } from "../shared/chat/chat";
import { unknown } from "../shared/chat/conversation";
import { INITIAL_STATE } from "../shared/chat/state";
import { details, message, participant } from "../shared/chat/testing/messages";
import { assigneeOf, queued, visitorOf } from "./queue";

const MARIA = { id: "maria", role: "support", name: "Мария", language: "ru" } as const;
const IVAN = { id: "ivan", role: "support", name: "Иван" } as const;
const PETR = { id: "petr", role: "guest", name: "Пётр" } as const;

function request(id: string, queue: Partial<QueueOut>, lastSeq = 1): Conversation {
  const nobody = { state: "waiting" as const, assignee_id: null, waiting_since: null };
  const place = { ...nobody, may_write: true, rating: null, desk: null, ...queue };
  const participants = [participant(MARIA), participant(IVAN), participant(PETR)];
  return {
    ...unknown(id, lastSeq),
    kind: "support",
    details: details({ id, kind: "support", queue: place, participants }),
    lastMessage: message(1, { conversation_id: id, text: `words of ${id}` }),
  };
}

function knowing(...requests: Conversation[]): ChatState {
  return { ...INITIAL_STATE, me: MARIA, conversations: new Map(requests.map((one) => [one.id, one])) };
}

const state = knowing(
  request("late", { waiting_since: "2026-11-22T09:00:00Z" }),
  request("early", { waiting_since: "2026-11-22T08:00:00Z" }),
  request("mine", { state: "claimed", assignee_id: "maria" }),
  request("his", { state: "claimed", assignee_id: "ivan" }),
  request("done", { state: "resolved" }),
  request("silent", {}, 0),
);
const ids = (...given: Parameters<typeof queued>) => queued(...given).map(({ id }) => id);

test("new requests: whoever waits longest is first; whoever wrote nothing yet asks for nothing", () => {
  expect(ids(state, "new", "")).toEqual(["early", "late"]);
});

test("mine are those I took, and no colleague's", () => {
  expect(ids(state, "mine", "")).toEqual(["mine"]);
});

test("all are those that are open; the resolved stand apart", () => {
  expect(new Set(ids(state, "all", ""))).toEqual(new Set(["early", "late", "mine", "his"]));
  expect(ids(state, "resolved", "")).toEqual(["done"]);
});

test("what is put off is in nobody's way until it wakes, and found under the sleeping", () => {
  const asleep = (until: string) => ({
    desk: {
      queued_at: null,
      snoozed_until: until,
      tags: ["чек"],
      blocked_at: null,
      asked_at: null,
      first_answered_at: null,
    },
  });
  const sleeping = knowing(
    request("later", { state: "claimed", assignee_id: "maria", ...asleep("2026-11-30T09:00:00Z") }),
    request("sooner", asleep("2026-11-25T09:00:00Z")),
  );
  expect([ids(sleeping, "new", ""), ids(sleeping, "mine", "")]).toEqual([[], []]);
  expect(ids(sleeping, "snoozed", "")).toEqual(["sooner", "later"]);
  expect(ids(sleeping, "all", "")).toHaveLength(2);
  expect(ids(sleeping, "all", "чек")).toHaveLength(2);
});

test("the search narrows every queue by the visitor's name", () => {
  expect(ids(state, "all", "пётр")).toHaveLength(4);
  expect(ids(state, "all", "Ольга")).toEqual([]);
});

test("the visitor is whoever is not staff, and the assignee whoever took it", () => {
  expect(visitorOf(request("one", {}))?.name).toBe("Пётр");
  expect(assigneeOf(request("one", { state: "claimed", assignee_id: "ivan" }))?.name).toBe("Иван");
  expect(assigneeOf(request("one", {}))).toBeUndefined();
});
