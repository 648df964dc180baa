import { expect, test } from "vitest";
import type { OverdueOut } from "../../contracts/openapi";
import { overdueAt, withOne } from "./overdue";
import { isSendable, OPTIONS } from "./remedies";

const one = (id: string, due: string | null) => ({ conversation_id: id, answer_due_at: due }) as OverdueOut;

test("the longest overdue is first, each once, and whoever is answered is no longer there", () => {
  const known = [one("a", "2026-11-24T08:00:00Z"), one("b", "2026-11-24T09:00:00Z")];
  const told = withOne(withOne(known, one("c", "2026-11-24T07:00:00Z")), one("a", null));
  expect(told.map(({ conversation_id }) => conversation_id)).toEqual(["c", "b"]);
});

test("a deadline that was moved lies ahead and is not overdue", () => {
  const known = [one("a", "2026-11-24T08:00:00Z"), one("b", "2026-11-25T08:00:00Z")];
  const now = Date.parse("2026-11-24T10:00:00Z");
  expect(overdueAt(known, now).map(({ conversation_id }) => conversation_id)).toEqual(["a"]);
});

test("only what the server could take is sent", () => {
  const whole = { astrologer: "", days: "7", note: "Астролог болеет", options: OPTIONS };
  expect([isSendable("reassign", whole), isSendable("extend", whole), isSendable("offer", whole)]).toEqual([
    true,
    true,
    true,
  ]);
  expect(isSendable("reassign", { ...whole, note: "  " })).toBe(false);
  expect(["0", "91", ""].map((days) => isSendable("extend", { ...whole, days }))).toEqual([false, false, false]);
  expect(isSendable("offer", { ...whole, options: [] })).toBe(false);
});
