/** The list of one kind: loaded part by part, searched at once, and put into order. */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Api, ApiError } from "../../shared/api";
import type { Kind, Row } from "./kind";

const PART = 100;

export interface Listing {
  readonly kind: Kind;
  readonly rows: ReadonlySignal<readonly Row[] | null>;
  readonly failed: ReadonlySignal<ApiError | null>;
  readonly search: Signal<string>;
  readonly moving: ReadonlySignal<boolean>;
  /** All of it: a catalogue is small, and only a whole list can be searched and put into order. */
  load(): Promise<void>;
  /** Moves a row by one place; answers whether the server agreed. What it refused is loaded anew. */
  move(slug: string, by: -1 | 1): Promise<boolean>;
}

export function createListing(api: Api, kind: Kind): Listing {
  const rows = signal<readonly Row[] | null>(null);
  const failed = signal<ApiError | null>(null);
  const moving = signal(false);
  let asked = 0;
  const listing: Listing = {
    kind,
    rows,
    failed,
    search: signal(""),
    moving,
    async load() {
      const turn = ++asked;
      failed.value = null;
      const found: Row[] = [];
      let cursor: string | undefined;
      do {
        const answer = await kind.list(api, cursor);
        if (turn !== asked) return;
        if (!answer.ok) {
          failed.value = answer.error;
          return;
        }
        found.push(...answer.data.items);
        cursor = answer.data.next_cursor ?? undefined;
      } while (cursor);
      rows.value = found;
    },
    async move(slug, by) {
      const before = rows.peek();
      if (!before || moving.peek() || kind.name === "articles") return false;
      const after = moved(before, slug, by);
      if (after === before) return false;
      moving.value = true;
      rows.value = after;
      const answer = await api.call("PUT /api/admin/order/{name}", {
        path: { name: kind.name },
        body: { slugs: after.map((row) => row.slug) },
      });
      moving.value = false;
      if (!answer.ok) await listing.load();
      return answer.ok;
    },
  };
  return listing;
}

/** The rows with this one a place further up or down; the same rows when there is no such place. */
export function moved<R extends { readonly slug: string }>(rows: readonly R[], slug: string, by: -1 | 1): readonly R[] {
  const at = rows.findIndex((row) => row.slug === slug);
  const to = at + by;
  const row = rows[at];
  if (!row || to < 0 || to >= rows.length) return rows;
  const rest = rows.filter((one) => one !== row);
  return [...rest.slice(0, to), row, ...rest.slice(to)];
}

export const partOf = (cursor: string | undefined) => ({ limit: PART, ...(cursor ? { cursor } : {}) });
