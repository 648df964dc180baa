/** Going on with an order that waits for its money: the server leads to the page to pay on. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Api } from "../shared/api";
import type { Explained } from "../shared/i18n/i18n";

export interface Paying {
  readonly busy: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<Explained | null>;
  /** Leaves for the page to pay on, or for where the consultation opens when it turns out to be paid. */
  pay(orderId: string): Promise<void>;
}

export interface PayingOptions {
  api: Api;
  leave: (url: string) => void;
  /** The order may stand otherwise than it was shown. */
  lookAgain: () => void;
}

export function createPaying({ api, leave, lookAgain }: PayingOptions): Paying {
  const busy = signal(false);
  const failure = signal<Explained | null>(null);
  return {
    busy,
    failure,
    async pay(orderId) {
      if (busy.value) return;
      busy.value = true;
      failure.value = null;
      const answer = await api.call("POST /api/orders/{id}/pay", { path: { id: orderId } });
      if (answer.ok) {
        // It stays busy: the page is being left.
        leave(answer.data.payment.url);
        return;
      }
      busy.value = false;
      failure.value = answer.error;
      lookAgain();
    },
  };
}
