/** A certificate's code on its way to becoming a consultation. */

import { type Signal, signal } from "@preact/signals";
import type { EntitlementOut } from "../contracts/openapi";
import type { Api, ApiError } from "../shared/api";
import { newId } from "../shared/chat/identity";
import type { Explained } from "../shared/i18n/i18n";

export interface Redeeming {
  readonly code: Signal<string>;
  readonly problem: Signal<"certificate_empty" | Explained | null>;
  readonly busy: Signal<boolean>;
  change(code: string): void;
  /** What the certificate granted; null when it was refused. */
  redeem(): Promise<EntitlementOut | null>;
}

/** One key for all tries with the same code: asking again after a lost answer is the same activation. */
export function createRedeeming(api: Api, newKey: () => string = newId): Redeeming {
  const code = signal("");
  const problem = signal<Redeeming["problem"]["value"]>(null);
  const busy = signal(false);
  let key = newKey();
  return {
    code,
    problem,
    busy,
    change(typed) {
      if (typed !== code.value) key = newKey();
      code.value = typed;
      problem.value = null;
    },
    async redeem() {
      if (busy.value) return null;
      if (!code.value.trim()) {
        problem.value = "certificate_empty";
        return null;
      }
      busy.value = true;
      const body = { code: code.value.trim() };
      const answer = await api.call("POST /api/certificates/redeem", { body, idempotencyKey: key });
      busy.value = false;
      problem.value = answer.ok ? null : told(answer.error);
      return answer.ok ? answer.data.entitlement : null;
    },
  };
}

/** What is wrong with this very code, where the server says so. */
function told(error: ApiError): Explained {
  return { code: error.code, detail: error.of("code") ?? error.detail };
}
