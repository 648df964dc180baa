import { expect, test } from "vitest";
import { neighbour } from "./stepping";

test("the keys go from neighbour to neighbour and stop at the ends", () => {
  const ids = ["a", "b", "c"];
  expect(neighbour(ids, "a", 1)).toBe("b");
  expect(neighbour(ids, "c", 1)).toBeNull();
  expect(neighbour(ids, "a", -1)).toBeNull();
});

test("from nowhere they begin at the near end", () => {
  expect(neighbour(["a", "b"], null, 1)).toBe("a");
  expect(neighbour(["a", "b"], null, -1)).toBe("b");
  expect(neighbour(["a", "b"], "gone", 1)).toBe("a");
  expect(neighbour([], null, 1)).toBeNull();
});
