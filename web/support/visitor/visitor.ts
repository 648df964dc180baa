/** What the desk knows of one visitor. Reading it is written down, so it is asked when somebody opens it, never ahead. */

import type { EntitlementOut, VisitorOrder, VisitorOut } from "../../contracts/openapi";
import type { Api } from "../../shared/api";
import { createResource, type Resource } from "../../shared/shell/resource";

export type Visitor = Resource<VisitorOut>;

export function createVisitor(api: Api, conversationId: string): Visitor {
  return createResource(() => api.call("GET /api/desk/visitors/{id}", { path: { id: conversationId } }));
}

export type Standing = "paid" | "awaiting" | "declined" | "cancelled" | "refunded" | "partly";

/** How an order stands, in one word. */
export function standingOf({ order }: VisitorOrder): Standing {
  if (order.state === "refunded") return "refunded";
  if (order.state === "cancelled") return "cancelled";
  if (order.state === "paid") return order.refunded && order.refunded.amount > 0 ? "partly" : "paid";
  return order.is_declined ? "declined" : "awaiting";
}

/** Money that came and has not all gone back may be given back; how much of it the server says. */
export function mayBeRefunded(one: VisitorOrder): boolean {
  const standing = standingOf(one);
  return standing === "paid" || standing === "partly";
}

/** What is alive first. */
export function inOrder(entitlements: readonly EntitlementOut[]): readonly EntitlementOut[] {
  const rank = ({ state }: EntitlementOut) => (state === "active" ? 0 : 1);
  return [...entitlements].sort((one, other) => rank(one) - rank(other));
}

/** «ru-RU» as people call it; the code itself where nobody calls it anything. */
export function languageName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
