/** Buying more days of a consultation: the server leads to the page to pay on. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { EntitlementOut } from "../contracts/openapi";
import type { Api } from "../shared/api";
import type { Explained } from "../shared/i18n/i18n";

const SOON_MS = 14 * 86_400_000;

/** What the consultation was granted by, if more of it may be bought and its end is near or past. */
export function offeredSoon<Held extends Pick<EntitlementOut, "conversation_id" | "active_until" | "extension">>(
  held: readonly Held[],
  conversationId: string,
  now: number,
): Held | undefined {
  const ends = ({ active_until: until }: Held) => Date.parse(until) - now;
  return held.find((one) => one.conversation_id === conversationId && one.extension && ends(one) <= SOON_MS);
}

export interface Extending {
  readonly busy: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<Explained | null>;
  /** Leaves for the page to pay on. The consent was given before. */
  extend(): Promise<void>;
}

export interface ExtendingOptions {
  api: Api;
  entitlement: EntitlementOut;
  leave: (url: string) => void;
}

export function createExtending({ api, entitlement, leave }: ExtendingOptions): Extending {
  const busy = signal(false);
  const failure = signal<Explained | null>(null);
  // However often it is pressed, it is one order.
  const idempotencyKey = crypto.randomUUID();
  return {
    busy,
    failure,
    async extend() {
      const offered = entitlement.extension;
      if (busy.value || !offered) return;
      busy.value = true;
      failure.value = null;
      const answer = await api.call("POST /api/entitlements/{id}/extend", {
        path: { id: entitlement.id },
        body: { consent: true, expected_total: offered.price },
        idempotencyKey,
      });
      if (answer.ok) {
        // It stays busy: the page is being left.
        leave(answer.data.payment.url);
        return;
      }
      busy.value = false;
      failure.value = answer.error;
    },
  };
}
