/** «Согласия», newest first, a few at a time. */

import { type Signal, signal } from "@preact/signals";
import type { ConsentPage } from "../contracts/openapi";
import type { Api } from "../shared/api";
import type { Explained } from "../shared/i18n/i18n";
import { createResource, type Resource } from "../shared/shell/resource";

export interface Consents {
  readonly list: Resource<ConsentPage>;
  readonly busy: Signal<boolean>;
  /** Why further ones could not be shown. */
  readonly failure: Signal<Explained | null>;
  loadMore(): Promise<void>;
}

const A_FEW = 5;

export function createConsents(api: Api): Consents {
  const busy = signal(false);
  const failure = signal<Explained | null>(null);
  const list = createResource(() => api.call("GET /api/me/consents", { query: { limit: A_FEW } }));
  return {
    list,
    busy,
    failure,
    async loadMore() {
      const known = list.state.value;
      if (busy.value || known.name !== "ready" || !known.data.next_cursor) return;
      busy.value = true;
      failure.value = null;
      const query = { limit: A_FEW, cursor: known.data.next_cursor };
      const answer = await api.call("GET /api/me/consents", { query });
      busy.value = false;
      if (answer.ok) list.put({ ...answer.data, items: [...known.data.items, ...answer.data.items] });
      else failure.value = answer.error;
    },
  };
}
