import { expect, test } from "vitest";
import { merge, same } from "./merging";

const base = { title: { ru: "Ядро", en: "Core" }, price: 100, learn: ["a"], hidden: false };

test("what only one of the two changed is kept from each", () => {
  const mine = { ...base, price: 200 };
  const theirs = { ...base, title: { ru: "Суть", en: "Core" } };
  expect(merge(base, mine, theirs)).toEqual({
    values: { ...base, price: 200, title: { ru: "Суть", en: "Core" } },
    clashes: [],
  });
});

test("what both changed stays mine and is told", () => {
  const merged = merge(base, { ...base, price: 200, learn: ["a", "b"] }, { ...base, price: 300 });
  expect(merged.values).toEqual({ ...base, price: 200, learn: ["a", "b"] });
  expect(merged.clashes).toEqual(["price"]);
});

test("what both changed alike is no clash", () => {
  expect(merge(base, { ...base, price: 200 }, { ...base, price: 200 }).clashes).toEqual([]);
});

test("data is compared by its contents", () => {
  expect(same({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toBe(true);
  expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(same([1], [1, 2])).toBe(false);
  expect(same([], {})).toBe(false);
  expect(same(null, {})).toBe(false);
});
