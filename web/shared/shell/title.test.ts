import { expect, it } from "vitest";
import { titleOf } from "./title";

it("says how much waits, and nothing when nothing does", () => {
  expect(titleOf("Чат", 3)).toBe("(3) Чат — Astars");
  expect(titleOf("Чат", 0)).toBe("Чат — Astars");
});
