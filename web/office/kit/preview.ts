/** What the server makes of markdown that nobody has saved yet. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Api, ApiError } from "../../shared/api";

export type Drawn =
  | { readonly name: "drawing" }
  | { readonly name: "drawn"; readonly html: string }
  | { readonly name: "failed"; readonly error: ApiError };

export interface Preview {
  readonly drawn: ReadonlySignal<Drawn>;
  /** The last one asked for is the one shown. */
  draw(markdown: string, facts?: "ru" | "en"): Promise<void>;
}

export function createPreview(api: Api): Preview {
  const drawn = signal<Drawn>({ name: "drawing" });
  let asked = 0;
  return {
    drawn,
    async draw(markdown, facts) {
      const turn = ++asked;
      const answer = await api.call("POST /api/admin/preview", { body: { markdown, facts: facts ?? null } });
      if (turn !== asked) return;
      drawn.value = answer.ok ? { name: "drawn", html: answer.data.html } : { name: "failed", error: answer.error };
    },
  };
}
