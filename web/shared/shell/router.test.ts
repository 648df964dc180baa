import { expect, test } from "vitest";
import { isWithin, partsBelow } from "./router";

test("an application's addresses are its base and everything below, but not a longer word", () => {
  expect(isWithin("/cabinet", "/cabinet")).toBe(true);
  expect(isWithin("/cabinet", "/cabinet/chat/7")).toBe(true);
  expect(isWithin("/cabinet", "/cabinets")).toBe(false);
  expect(isWithin("/cabinet", "/")).toBe(false);
});

test("what is below the base comes in parts, decoded", () => {
  expect(partsBelow("/cabinet", "/cabinet")).toEqual([]);
  expect(partsBelow("/cabinet", "/cabinet/chat/a%20b/")).toEqual(["chat", "a b"]);
});
