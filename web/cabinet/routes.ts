/** The cabinet's addresses. */

import { partsBelow } from "../shared/shell/router";

export const BASE = "/cabinet";
/** The services on sale, on the public home page. */
export const CATALOGUE = "/#services";

export type Route =
  | { readonly name: "home" | "services" | "chart" | "profile" | "nowhere" }
  | { readonly name: "chat"; readonly conversationId: string | null };

export function routeOf(path: string): Route {
  const [place, id, ...rest] = partsBelow(BASE, path);
  if (rest.length > 0) return { name: "nowhere" };
  if (place === "chat") return { name: "chat", conversationId: id ?? null };
  if (id !== undefined) return { name: "nowhere" };
  if (place === undefined) return { name: "home" };
  return place === "services" || place === "chart" || place === "profile" ? { name: place } : { name: "nowhere" };
}

export function chatAddress(conversationId: string): string {
  return `${BASE}/chat/${encodeURIComponent(conversationId)}`;
}

/** Where a service is sold; the page opens the order itself. */
export function buyAddress(service: string): string {
  return `/services/${encodeURIComponent(service)}?buy=1`;
}
