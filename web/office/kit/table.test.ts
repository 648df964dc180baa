import { expect, test } from "vitest";
import { ApiError, type Result } from "../../shared/api";
import { addressWith, askedIn, createTable, dayBegins, type Part } from "./table";

type Answer = (value: Result<Part<number>>) => void;
const part = (items: readonly number[], next_cursor: string | null): Result<Part<number>> => ({
  ok: true,
  data: { items, next_cursor },
});

test("an answer to an older question is dropped", async () => {
  const table = createTable<number>();
  const answers: Answer[] = [];
  const ask = () => new Promise<Result<Part<number>>>((answer) => void answers.push(answer));
  const shown = [table.show(ask), table.show(ask)];
  answers[1]?.(part([2], null));
  answers[0]?.(part([1], "more"));
  await Promise.all(shown);
  expect(table.rows.value).toEqual([2]);
  expect(table.more.value).toBe(false);
  expect(table.busy.value).toBe(false);
});

test("parts follow each other, and a part that failed is asked for once more", async () => {
  const table = createTable<number>();
  const asked: (string | null)[] = [];
  const given = [part([1], "a"), { ok: false, error: new ApiError("unavailable", "") } as const, part([2], null)];
  await table.show(async (cursor) => {
    asked.push(cursor);
    return given.shift() ?? part([], null);
  });
  await table.next();
  expect(table.failed.value?.code).toBe("unavailable");
  expect(table.rows.value).toEqual([1]);
  await table.retry();
  expect(table.rows.value).toEqual([1, 2]);
  expect(table.failed.value).toBe(null);
  await table.next();
  expect(asked).toEqual([null, "a", "a"]);
});

test("filters live in the address", () => {
  const asked = askedIn(new URLSearchParams("state=paid&evil=1&service="), ["state", "service"]);
  expect(asked).toEqual({ state: "paid" });
  expect(addressWith("/x", asked, "service", "core")).toBe("/x?state=paid&service=core");
  expect(addressWith("/x", asked, "state", null)).toBe("/x");
});

test("a day begins by the editor's own clock, over the end of a month too", () => {
  expect(dayBegins("2026-11-30", 1)).toBe(new Date(2026, 11, 1).toISOString());
  expect(dayBegins("yesterday")).toBe(null);
  expect(dayBegins(undefined)).toBe(null);
});
