/** What the catalogue sells: what somebody had before is offered again only while it is there. */

import type { Api } from "../shared/api";
import { createResource, type Resource } from "../shared/shell/resource";

/** The names, in addresses, of all services on sale. */
export type OnSale = Resource<ReadonlySet<string>>;

const MOST = 100;

export function createOnSale(api: Api): OnSale {
  return createResource(async () => {
    const names = new Set<string>();
    let cursor: string | null = null;
    do {
      const query: { limit: number; cursor?: string } = { limit: MOST, ...(cursor ? { cursor } : {}) };
      const page = await api.call("GET /api/services", { query });
      if (!page.ok) return page;
      for (const { slug } of page.data.items) names.add(slug);
      cursor = page.data.next_cursor;
    } while (cursor);
    return { ok: true, data: names };
  });
}

/** Whether it can be bought now; nothing is offered before that is known. */
export function isOnSale(onSale: OnSale, service: string): boolean {
  const state = onSale.state.value;
  return state.name === "ready" && state.data.has(service);
}
