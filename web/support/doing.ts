/** Asks the server for something and says how it went: what is refused is told in the corner. */

import { useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { Explained } from "../shared/i18n/i18n";
import type { Desk } from "./desk";

type Asked<Data> = Promise<{ ok: true; data: Data } | { ok: false; error: Explained }>;

export interface Doing {
  readonly busy: boolean;
  /** The answer's data, or null when it was refused; a second one waits for nobody and is not asked. */
  ask<Data>(asked: () => Asked<Data>, words?: { done?: string; conflict?: string }): Promise<Data | null>;
}

export function useDoing({ session: { toasts } }: Pick<Desk, "session">): Doing {
  const i18n = useTexts<never>();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async ask(asked, { done, conflict } = {}) {
      if (busy) return null;
      setBusy(true);
      const answer = await asked();
      setBusy(false);
      if (!answer.ok) {
        const isConflict = answer.error.code === "conflict" && conflict !== undefined;
        toasts.notify(isConflict ? conflict : i18n.error(answer.error), "danger");
        return null;
      }
      if (done) toasts.notify(done);
      return answer.data;
    },
  };
}
