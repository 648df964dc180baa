/** What is done to a promo code beside its form: ending it, and reading the whole series it belongs to. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Api, ApiError } from "../shared/api";

const PART = 100;

export interface PromoSeries {
  /** Null until it was asked for. */
  readonly codes: ReadonlySignal<readonly string[] | null>;
  readonly busy: ReadonlySignal<boolean>;
  load(series: string): Promise<ApiError | null>;
  end(code: string, version: number): Promise<ApiError | null>;
}

export function createPromoSeries(api: Api): PromoSeries {
  const codes = signal<readonly string[] | null>(null);
  const busy = signal(false);
  return {
    codes,
    busy,
    async load(series) {
      busy.value = true;
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const query = { series, limit: PART, ...(cursor ? { cursor } : {}) };
        const answer = await api.call("GET /api/admin/promo-codes", { query });
        if (!answer.ok) {
          busy.value = false;
          return answer.error;
        }
        found.push(...answer.data.items.map((one) => one.code));
        cursor = answer.data.next_cursor ?? undefined;
      } while (cursor);
      codes.value = found;
      busy.value = false;
      return null;
    },
    async end(code, version) {
      busy.value = true;
      const answer = await api.call("POST /api/admin/promo-codes/{code}/end", { path: { code }, body: { version } });
      busy.value = false;
      return answer.ok ? null : answer.error;
    },
  };
}
