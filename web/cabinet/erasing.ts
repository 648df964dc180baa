/** «Удалить аккаунт»: a fresh proof, then the end. */

import { type Signal, signal } from "@preact/signals";
import type { Profile } from "../contracts/openapi";
import { type Countdown, createCountdown } from "../shared/account/countdown";
import type { Api } from "../shared/api";
import type { Explained } from "../shared/i18n/i18n";

export type Proof = "password" | "code";

export interface Erasing {
  /** How it is proven; null when the person has neither a password nor a phone. */
  readonly proof: Signal<Proof | null>;
  readonly typed: Signal<string>;
  /** Whether a code was sent. */
  readonly sent: Signal<boolean>;
  readonly problem: Signal<"erase_required" | { readonly detail: string } | null>;
  /** What belongs to no field. */
  readonly failure: Signal<Explained | null>;
  readonly busy: Signal<boolean>;
  readonly resend: Countdown;
  choose(proof: Proof): void;
  type(text: string): void;
  sendCode(): Promise<void>;
  /** Whether the account is deleted now. */
  erase(): Promise<boolean>;
}

export function createErasing(api: Api, profile: Pick<Profile, "has_password" | "phone">): Erasing {
  const proof = signal<Proof | null>(profile.has_password ? "password" : profile.phone ? "code" : null);
  const typed = signal("");
  const sent = signal(false);
  const problem = signal<Erasing["problem"]["value"]>(null);
  const failure = signal<Explained | null>(null);
  const busy = signal(false);
  const resend = createCountdown();
  const start = () => {
    problem.value = null;
    failure.value = null;
  };
  return {
    proof,
    typed,
    sent,
    problem,
    failure,
    busy,
    resend,
    choose(chosen) {
      proof.value = chosen;
      typed.value = "";
      start();
    },
    type(text) {
      typed.value = text;
      start();
    },
    async sendCode() {
      if (busy.value || !profile.phone) return;
      start();
      busy.value = true;
      const answer = await api.call("POST /api/auth/phone/request", { body: { phone: profile.phone } });
      busy.value = false;
      if (answer.ok) {
        sent.value = true;
        resend.start(answer.data.resend_after_seconds);
        return;
      }
      failure.value = answer.error;
      if (answer.error.retryAfterSeconds) resend.start(answer.error.retryAfterSeconds);
    },
    async erase() {
      if (busy.value || !proof.value) return false;
      if (!typed.value) {
        problem.value = "erase_required";
        return false;
      }
      start();
      busy.value = true;
      const answer = await api.call("DELETE /api/me", { body: { [proof.value]: typed.value } });
      busy.value = false;
      if (answer.ok) return true;
      const detail = answer.error.of(proof.value);
      if (detail) problem.value = { detail };
      else failure.value = answer.error;
      return false;
    },
  };
}
