import { describe, expect, it } from "vitest";
import type { OrderOut, RefundChoice } from "../contracts/openapi";
import type { Api } from "../shared/api";
import { Refunds } from "./refunds";

const choice = (id: string, refusal: string | null) =>
  ({
    order: { id },
    until: "2026-12-01T00:00:00Z",
    refusal: refusal && { code: refusal, detail: refusal },
  }) as RefundChoice;

/** A server that answers from a list, and remembers what it was asked. */
function server(answers: Record<string, unknown>[]) {
  const asked: string[] = [];
  const api = {
    call: async (name: string) => {
      asked.push(name);
      return answers.shift();
    },
  } as unknown as Api;
  return { api, asked };
}

describe("the refund form", () => {
  it("lists what was paid for page by page, with the reason why it is not taken back", async () => {
    const { api } = server([
      { ok: true, data: { items: [choice("2", "refund_begun")], next_cursor: "2" } },
      { ok: true, data: { items: [choice("1", null)], next_cursor: null } },
    ]);
    const refunds = new Refunds(api);
    await refunds.load();
    await refunds.more();
    await refunds.more();
    expect(refunds.choices.value?.map((one) => [one.order.id, one.refusal?.code])).toEqual([
      ["2", "refund_begun"],
      ["1", undefined],
    ]);
  });

  it("says why it was refused and shows how things stand then", async () => {
    const refused = { code: "conflict" };
    const { api, asked } = server([
      { ok: false, error: refused },
      { ok: true, data: { items: [choice("1", "refund_too_late")], next_cursor: null } },
    ]);
    const refunds = new Refunds(api);
    await refunds.giveBack({ id: "1" } as OrderOut);
    expect(asked).toEqual(["POST /api/orders/{id}/refund", "GET /api/refunds"]);
    expect([refunds.failure.value, refunds.done.value]).toEqual([refused, false]);
    expect(refunds.choices.value?.[0]?.refusal?.code).toBe("refund_too_late");
  });
});
