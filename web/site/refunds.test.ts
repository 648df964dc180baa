import { describe, expect, it } from "vitest";
import { mayBeReturned } from "./refunds";

describe("the refund form", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");

  it("offers what was paid within the term", () => {
    expect(mayBeReturned({ state: "paid", paid_at: "2026-10-23T12:00:00Z" }, 30, now)).toBe(true);
  });

  it("offers neither what is older nor what is not paid", () => {
    expect(mayBeReturned({ state: "paid", paid_at: "2026-10-23T11:59:59Z" }, 30, now)).toBe(false);
    expect(mayBeReturned({ state: "refunded", paid_at: "2026-11-20T12:00:00Z" }, 30, now)).toBe(false);
    expect(mayBeReturned({ state: "awaiting_payment", paid_at: null }, 30, now)).toBe(false);
  });
});
