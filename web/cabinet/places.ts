/** The search for a place of birth: asked while somebody types, the latest question wins. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { PlaceOut } from "../contracts/openapi";
import type { Api } from "../shared/api";

export interface PlaceSearch {
  /** Null until something was looked for; empty when nothing was found. */
  readonly found: ReadonlySignal<readonly PlaceOut[] | null>;
  look(typed: string): void;
  forget(): void;
}

const PAUSE_MS = 120;
const SHORTEST = 2;

export function createPlaceSearch(
  api: Api,
  pause: (then: () => void, ms: number) => unknown = setTimeout,
): PlaceSearch {
  const found = signal<readonly PlaceOut[] | null>(null);
  let turn = 0;
  const ask = async (q: string, mine: number) => {
    if (mine !== turn) return;
    const answer = await api.call("GET /api/places", { query: { q } });
    // Without an answer what was found before stays: typing on asks again.
    if (mine === turn && answer.ok) found.value = answer.data.items;
  };
  return {
    found,
    look(typed) {
      const q = typed.trim();
      const mine = ++turn;
      if (q.length < SHORTEST) found.value = null;
      else pause(() => void ask(q, mine), PAUSE_MS);
    },
    forget() {
      turn += 1;
      found.value = null;
    },
  };
}
