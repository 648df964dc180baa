import { describe, expect, it } from "vitest";
import type { StaffOrderOut } from "../../contracts/openapi";
import { type Api, ApiError } from "../api";
import { kopecks, Refunding, shares } from "./refunding";

const roubles = (amount: number) => ({ amount: amount * 100, currency: "RUB" as const });

const order = (suggested: number, refundable = 2499) =>
  ({ suggested: roubles(suggested), refundable: roubles(refundable), refunding: null }) as StaffOrderOut;

/** A server with one order; `refuse` makes the next refund fail. */
function server(shown: StaffOrderOut) {
  const bodies: { client_refund_id: string; amount?: { amount: number }; reason: string }[] = [];
  const held = { refuse: null as ApiError | null };
  const api = {
    call: async (name: string, { body }: { body?: (typeof bodies)[number] }) => {
      if (body) bodies.push(body);
      if (name.startsWith("POST") && held.refuse) return { ok: false, error: held.refuse };
      return { ok: true, data: { order: shown } };
    },
  } as unknown as Api;
  return { api, bodies, held };
}

async function opened(shown: StaffOrderOut) {
  const { api, bodies, held } = server(shown);
  const done: StaffOrderOut[] = [];
  const refunding = new Refunding(api, "1", (one) => done.push(one));
  await refunding.load();
  return { refunding, bodies, held, done };
}

describe("a refund by support", () => {
  it("reads sums as people write them", () => {
    expect(["1249,50", "1 249.5", "2499 ₽", "", "12,345", "-5", "1e3"].map(kopecks)).toEqual([
      124_950,
      124_950,
      249_900,
      null,
      null,
      null,
      null,
    ]);
  });

  it("offers the unused share where it is neither nothing nor everything", () => {
    expect(shares(order(1249))).toEqual(["unused", "all", "other"]);
    expect(shares(order(0))).toEqual(["all", "other"]);
    expect(shares(order(2499))).toEqual(["all", "other"]);
  });

  it("suggests the unused share and asks once more before it sends that", async () => {
    const { refunding, bodies, done } = await opened(order(1249));
    expect([refunding.share.value, refunding.amount.value]).toEqual(["unused", 124_900]);
    refunding.proceed();
    expect(refunding.step.value).toBe("form");
    refunding.reason.value = " Долго не отвечали ";
    refunding.proceed();
    expect([refunding.step.value, bodies.length]).toEqual(["sure", 0]);
    await refunding.refund();
    expect(bodies[0]).toMatchObject({ amount: roubles(1249), reason: "Долго не отвечали" });
    expect([refunding.step.value, done.length]).toEqual(["done", 1]);
  });

  it("sends the whole without a sum", async () => {
    const { refunding, bodies } = await opened(order(2499));
    refunding.reason.value = "-";
    await refunding.refund();
    expect(bodies[0]).not.toHaveProperty("amount");
  });

  it("takes no sum that is none, too little or too much", async () => {
    const { refunding } = await opened(order(0));
    const problems = ["", "0,5", "2499,01", "2499"].map((typed) => {
      refunding.type(typed);
      return refunding.amountProblem.value;
    });
    expect(problems).toEqual(["missing", "too_little", "too_much", null]);
  });

  it("sends the same refund again under the same key, and another sum under another", async () => {
    const { refunding, bodies, held } = await opened(order(1249));
    held.refuse = new ApiError("unavailable", "");
    refunding.reason.value = "-";
    await refunding.refund();
    expect(refunding.failure.value?.code).toBe("unavailable");
    await refunding.refund();
    refunding.choose("all");
    held.refuse = null;
    await refunding.refund();
    const [first, again, other] = bodies.map((one) => one.client_refund_id);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
