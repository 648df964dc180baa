import { expect, it } from "vitest";
import { createStore } from "../shared/chat/store";
import { CONVERSATION, details } from "../shared/chat/testing/messages";
import { departures } from "./departures";

it("what was being written in a consultation that has gone is kept aside", () => {
  const store = createStore();
  store.dispatch({ type: "conversations.listed", items: [details()], now: 0 } as never);
  const drafts = new Map([
    [CONVERSATION, "Здравствуйте"],
    [`answer:${CONVERSATION}`, "3\nДлинный\nответ"],
    ["another", "не отсюда"],
  ]);
  store.dispatch({ type: "drafts.changed", drafts });
  const before = store.state;
  store.dispatch({ type: "conversation.removed", payload: { conversation_id: CONVERSATION } } as never);
  expect(departures(before, store.state)).toMatchObject([
    { id: CONVERSATION, unsent: ["Здравствуйте", "Длинный\nответ"] },
  ]);
  expect(departures(store.state, store.state)).toEqual([]);
});

it("whoever signs out has lost nothing", () => {
  const store = createStore();
  store.dispatch({ type: "conversations.listed", items: [details()], now: 0 } as never);
  const other = { ...createStore().state, me: { id: "another" } as never };
  expect(departures(store.state, other)).toEqual([]);
});
