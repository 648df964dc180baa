import { expect, test } from "vitest";
import { createApi } from "../shared/api";
import { createRedeeming } from "./redeeming";

function redeeming(...answers: (() => Response)[]) {
  const keys: (string | null)[] = [];
  const api = createApi({
    language: "ru",
    fetch: async (_path, init) => {
      keys.push(new Headers(init?.headers).get("Idempotency-Key"));
      return (answers.shift() ?? (() => Response.error()))();
    },
  });
  let made = 0;
  return { redeeming: createRedeeming(api, () => `key-${++made}`), keys };
}

const lost = () => {
  throw new TypeError("lost");
};

test("an empty code is not sent", async () => {
  const { redeeming: one, keys } = redeeming();
  one.change("  ");
  expect(await one.redeem()).toBeNull();
  expect(one.problem.value).toBe("certificate_empty");
  expect(keys).toEqual([]);
});

test("asking again after a lost answer is the same activation, another code is another one", async () => {
  const { redeeming: one, keys } = redeeming(lost, lost, lost);
  one.change("GIFT");
  await one.redeem();
  await one.redeem();
  one.change("OTHER");
  await one.redeem();
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[1]);
});

test("a granted certificate answers what it granted", async () => {
  const { redeeming: one } = redeeming(() => Response.json({ entitlement: { id: "e1" } }, { status: 201 }));
  one.change("GIFT");
  expect(await one.redeem()).toEqual({ id: "e1" });
  expect(one.problem.value).toBeNull();
});

test("what is wrong with the code is said in the server's words for it", async () => {
  const errors = [{ field: "code", code: "certificate_over", detail: "Срок действия сертификата закончился." }];
  const problem = { code: "certificate_invalid", detail: "Сертификат не подошёл.", errors };
  const { redeeming: one } = redeeming(() => Response.json(problem, { status: 422 }));
  one.change("OLD");
  await one.redeem();
  expect(one.problem.value).toEqual({ code: "certificate_invalid", detail: "Срок действия сертификата закончился." });
});
