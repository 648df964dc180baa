/** Everybody's orders: how they are asked for. */

import type { OrderRecord, OrderState, OrdersQuery } from "../contracts/openapi";
import type { Api } from "../shared/api";
import type { TagTone } from "../shared/ui/mark";
import { type Ask, type Asked, momentsOf } from "./kit/table";

export const STATES: readonly OrderState[] = ["awaiting_payment", "paid", "cancelled", "refunded"];
export const TONES: Readonly<Record<OrderState, TagTone>> = {
  awaiting_payment: "warning",
  paid: "sage",
  cancelled: "plain",
  refunded: "accent",
};
export const FILTERS = ["state", "service", "astrologer", "client", "since", "until"] as const;
const PART = 50;

export function ordersAsked(api: Api, asked: Asked): Ask<OrderRecord> {
  const query = { ...momentsOf(asked), limit: PART };
  return (cursor) =>
    api.call("GET /api/admin/orders", { query: { ...query, ...(cursor ? { cursor } : {}) } as OrdersQuery });
}

/** Exactly this number, phone or e-mail. */
export function ordersFound(api: Api, q: string): Ask<OrderRecord> {
  return () => api.call("POST /api/admin/orders/find", { body: { q } });
}
