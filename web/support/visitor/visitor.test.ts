import { expect, test } from "vitest";
import type { EntitlementOut, OrderOut, VisitorOrder } from "../../contracts/openapi";
import { inOrder, languageName, mayBeRefunded, standingOf } from "./visitor";

const order = (facts: Partial<OrderOut>): VisitorOrder => ({
  order: { state: "paid", is_declined: false, refunded: null, ...facts } as OrderOut,
  payment: null,
});
const PART = { amount: 100, currency: "RUB" } as const;

test("an order is told by how its money stands", () => {
  const all = [
    order({}),
    order({ refunded: PART }),
    order({ state: "refunded", refunded: PART }),
    order({ state: "awaiting_payment" }),
    order({ state: "awaiting_payment", is_declined: true }),
    order({ state: "cancelled" }),
  ];
  expect(all.map(standingOf)).toEqual(["paid", "partly", "refunded", "awaiting", "declined", "cancelled"]);
  expect(all.map(mayBeRefunded)).toEqual([true, true, false, false, false, false]);
});

test("what is alive stands first", () => {
  const one = (id: string, state: "active" | "past") => ({ id, state }) as EntitlementOut;
  expect(inOrder([one("a", "past"), one("b", "active"), one("c", "past")]).map(({ id }) => id)).toEqual([
    "b",
    "a",
    "c",
  ]);
});

test("a language is called as people call it, and nonsense by itself", () => {
  expect(languageName("ru", "en")).toBe("Russian");
  expect(languageName("не язык", "en")).toBe("не язык");
});
