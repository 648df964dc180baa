/** How an order stands after payment: told live, and asked for gently because what is told may be lost. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { OrderOut } from "../contracts/openapi";
import type { Api } from "../shared/api";
import type { Chat } from "../shared/chat/chat";
import { createResource, type Resource } from "../shared/shell/resource";

const OFTEN_MS = 2_000;
const RARELY_MS = 10_000;
/** After so long something may be wrong: the person is told what they can do. */
const SLOW_MS = 20_000;

export interface WatchedOrder extends Pick<Resource<OrderOut>, "state" | "load"> {
  readonly slow: ReadonlySignal<boolean>;
  close(): void;
}

export interface WatchOptions {
  readonly api: Api;
  readonly chat: Pick<Chat, "on">;
  readonly id: string;
  /** The consultation is there. */
  readonly onOpened: (conversationId: string) => void;
}

export function watchOrder({ api, chat, id, onOpened }: WatchOptions): WatchedOrder {
  const order = createResource(() => api.call("GET /api/orders/{id}", { path: { id } }));
  const slow = signal(false);
  const begun = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const settle = () => {
    const state = order.state.peek();
    if (closed || state.name !== "ready" || !isSettled(state.data)) return false;
    close();
    if (state.data.state === "paid" && state.data.conversation_id) onOpened(state.data.conversation_id);
    return true;
  };
  const ask = async () => {
    clearTimeout(timer);
    await order.load();
    if (closed || settle()) return;
    const waited = Date.now() - begun;
    slow.value = waited >= SLOW_MS;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), waited < SLOW_MS ? OFTEN_MS : RARELY_MS);
  };
  const listening = [
    chat.on("order.changed", ({ order: changed }) => {
      if (changed.id !== id || closed) return;
      order.put(changed);
      if (!settle()) void ask();
    }),
    chat.on("entitlement.changed", ({ entitlement }) => {
      if (entitlement.order_id === id && !closed) void ask();
    }),
  ];
  const close = () => {
    closed = true;
    clearTimeout(timer);
    for (const stop of listening) stop();
  };
  void ask();
  return { state: order.state, slow, load: ask, close };
}

/** Nothing more is to be expected by itself: paid and opened, declined, or not paid for good. */
export function isSettled(order: Pick<OrderOut, "state" | "conversation_id" | "is_declined">): boolean {
  if (order.is_declined) return true;
  return order.state === "cancelled" || order.state === "refunded" || order.conversation_id !== null;
}
