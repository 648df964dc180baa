/** Asking for the chart by e-mail: the address, and that one wish is one letter. */

import { type Signal, signal } from "@preact/signals";
import type { Api, ApiError } from "../shared/api";
import { newId } from "../shared/chat/identity";

export interface Sending {
  readonly email: Signal<string>;
  readonly problem: Signal<"email_wrong" | ApiError | null>;
  readonly busy: Signal<boolean>;
  /** An address to begin with; what was typed already stays. */
  suggest(email: string): void;
  change(email: string): void;
  /** Whether it is on its way; how far, `createMaking` tells. */
  send(): Promise<boolean>;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** One key for all tries with the same address: asking again after a lost answer sends one letter. */
export function createSending(api: Api, newKey: () => string = newId): Sending {
  const email = signal("");
  const problem = signal<Sending["problem"]["value"]>(null);
  const busy = signal(false);
  let key = newKey();
  let touched = false;
  return {
    email,
    problem,
    busy,
    suggest(known) {
      if (!touched) email.value = known;
    },
    change(typed) {
      touched = true;
      if (typed !== email.value) key = newKey();
      email.value = typed;
      problem.value = null;
    },
    async send() {
      if (busy.value) return false;
      const to = email.value.trim();
      if (!EMAIL.test(to)) {
        problem.value = "email_wrong";
        return false;
      }
      busy.value = true;
      const answer = await api.call("POST /api/charts/natal/send", { body: { email: to }, idempotencyKey: key });
      busy.value = false;
      problem.value = answer.ok ? null : answer.error;
      if (answer.ok) key = newKey();
      return answer.ok;
    },
  };
}
