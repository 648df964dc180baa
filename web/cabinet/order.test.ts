import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { OrderOut } from "../contracts/openapi";
import { createApi } from "../shared/api";
import type { Chat } from "../shared/chat/chat";
import { type WatchedOrder, watchOrder } from "./order";

const order = (part: Partial<OrderOut>): OrderOut => ({
  id: "1",
  state: "awaiting_payment",
  service_slug: "personality-core",
  service_title: { ru: "Ядро личности", en: "The core of you" },
  format: "written",
  total: { amount: 249_900, currency: "RUB" },
  discount: null,
  created_at: "2026-11-22T10:00:00Z",
  paid_at: null,
  conversation_id: null,
  pay_until: null,
  is_declined: false,
  is_expired: false,
  extends: null,
  refunded: null,
  payment_url: "https://acquirer.example/pay",
  ...part,
});

type Listener = (payload: never) => void;

function shop() {
  const listeners = new Map<string, Listener>();
  const opened: string[] = [];
  const told = { now: order({}), asked: 0 };
  const api = createApi({
    language: "ru",
    fetch: async () => {
      told.asked += 1;
      return Response.json(told.now);
    },
  });
  const chat = {
    on: (name: string, listener: Listener) => {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    },
  } as unknown as Pick<Chat, "on">;
  const tell = (name: string, payload: unknown) => listeners.get(name)?.(payload as never);
  const watch = () => watchOrder({ api, chat, id: "1", onOpened: (id) => opened.push(id) });
  return { told, opened, tell, watch, listeners };
}

let watched: WatchedOrder;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  watched.close();
  vi.useRealTimers();
});

test("the consultation opens as soon as the server tells that it is there", async () => {
  const { tell, watch, opened, listeners } = shop();
  watched = watch();
  await vi.advanceTimersByTimeAsync(0);
  tell("order.changed", { order: order({ state: "paid", conversation_id: "c7" }) });
  expect(opened).toEqual(["c7"]);
  expect(listeners.size).toBe(0);
});

test("an announcement that was lost is made good by asking", async () => {
  const { told, watch, opened } = shop();
  watched = watch();
  await vi.advanceTimersByTimeAsync(2_500);
  told.now = order({ state: "paid", conversation_id: "c7" });
  await vi.advanceTimersByTimeAsync(2_500);
  expect(opened).toEqual(["c7"]);
  const asked = told.asked;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told.asked).toBe(asked);
});

test("somebody else's order changes nothing", async () => {
  const { tell, watch, opened } = shop();
  watched = watch();
  await vi.advanceTimersByTimeAsync(0);
  tell("order.changed", { order: order({ id: "2", state: "paid", conversation_id: "c8" }) });
  expect(opened).toEqual([]);
  expect(watched.state.value).toMatchObject({ data: { state: "awaiting_payment" } });
});

test("a payment that takes long is asked for rarely, and said to be slow", async () => {
  const { told, watch } = shop();
  watched = watch();
  await vi.advanceTimersByTimeAsync(25_000);
  expect(watched.slow.value).toBe(true);
  const asked = told.asked;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(told.asked - asked).toBeLessThanOrEqual(3);
});

test("a cancelled order is final and opens nothing", async () => {
  const { told, watch, opened } = shop();
  told.now = order({ state: "cancelled" });
  watched = watch();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told.asked).toBe(1);
  expect(opened).toEqual([]);
});
