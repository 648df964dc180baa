import { expect, test } from "vitest";
import { createApi } from "../shared/api";
import { createPaying } from "./paying";

function shop(answer: () => Response) {
  const asked: string[] = [];
  const left: string[] = [];
  let looks = 0;
  const api = createApi({
    language: "ru",
    fetch: async (path) => {
      asked.push(String(path));
      return answer();
    },
  });
  const paying = createPaying({ api, leave: (url) => left.push(url), lookAgain: () => (looks += 1) });
  return { paying, asked, left, looks: () => looks };
}

test("it leaves for the page to pay on, once however often it is pressed", async () => {
  const { paying, asked, left } = shop(() => Response.json({ order: {}, payment: { url: "https://pay.example/2" } }));
  await Promise.all([paying.pay("7"), paying.pay("7")]);
  await paying.pay("7");
  expect(asked).toEqual(["/api/orders/7/pay"]);
  expect(left).toEqual(["https://pay.example/2"]);
});

test("an order that is over is looked at again, with the reason", async () => {
  const over = () => Response.json({ code: "payment_failed", detail: "Оплата не прошла." }, { status: 402 });
  const { paying, left, looks } = shop(over);
  await paying.pay("7");
  expect(left).toEqual([]);
  expect(looks()).toBe(1);
  expect(paying.failure.value?.code).toBe("payment_failed");
  expect(paying.busy.value).toBe(false);
});
