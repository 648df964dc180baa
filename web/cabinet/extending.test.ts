import { expect, test } from "vitest";
import { offeredSoon } from "./extending";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const extension = { days: 30, price: { amount: 99_900, currency: "RUB" as const } };

function held(active_until: string, changes: object = {}) {
  return { conversation_id: "consultation", active_until, extension, ...changes };
}

test("more days are offered in the chat from two weeks before the end on, and after it", () => {
  const offered = (until: string) => offeredSoon([held(until)], "consultation", NOW) !== undefined;
  expect(offered("2026-12-07T12:00:00.001Z")).toBe(false);
  expect(offered("2026-12-07T12:00:00Z")).toBe(true);
  expect(offered("2026-11-20T12:00:00Z")).toBe(true);
});

test("nothing is offered for another consultation, or where the service offers nothing", () => {
  expect(offeredSoon([held("2026-11-24T12:00:00Z")], "another", NOW)).toBeUndefined();
  expect(offeredSoon([held("2026-11-24T12:00:00Z", { extension: null })], "consultation", NOW)).toBeUndefined();
});
