/** Signing in by phone: a number, then the code that was sent to it. */

import { type Signal, signal } from "@preact/signals";
import type { CountryOut, Profile } from "../../contracts/openapi";
import type { Api, ApiError } from "../api";
import { type Countdown, createCountdown } from "./countdown";

export type Problem = ApiError | "phone_incomplete" | null;

export interface PhoneSignIn {
  readonly stage: Signal<"number" | "code">;
  /** E.164 as far as it is typed. */
  readonly phone: Signal<string>;
  readonly complete: Signal<boolean>;
  readonly code: Signal<string>;
  readonly problem: Signal<Problem>;
  readonly busy: Signal<boolean>;
  /** Until a code may be sent again. */
  readonly resend: Countdown;
  /** Where codes are sent to, in alphabetical order; empty until `load` has answered. */
  readonly countries: Signal<readonly CountryOut[]>;
  load(): Promise<void>;
  requestCode(): Promise<void>;
  verify(): Promise<void>;
  changeNumber(): void;
}

export interface PhoneSignInOptions {
  api: Api;
  phone?: string;
  onCodeSent: (phone: string) => void;
  onSignedIn: (user: Profile) => void;
}

export function createPhoneSignIn({ api, phone: known = "", onCodeSent, onSignedIn }: PhoneSignInOptions): PhoneSignIn {
  const stage = signal<"number" | "code">("number");
  const phone = signal(known);
  const complete = signal(known !== "");
  const code = signal("");
  const problem = signal<Problem>(null);
  const busy = signal(false);
  const resend = createCountdown();
  const countries = signal<readonly CountryOut[]>([]);

  return {
    ...{ stage, phone, complete, code, problem, busy, resend, countries },
    async load() {
      const answer = await api.call("GET /api/countries");
      if (answer.ok) countries.value = answer.data.items;
    },
    async requestCode() {
      if (busy.value) return;
      if (!complete.value) {
        problem.value = "phone_incomplete";
        return;
      }
      busy.value = true;
      problem.value = null;
      const answer = await api.call("POST /api/auth/phone/request", { body: { phone: phone.value } });
      busy.value = false;
      if (!answer.ok) {
        problem.value = answer.error;
        if (answer.error.retryAfterSeconds) resend.start(answer.error.retryAfterSeconds);
        return;
      }
      code.value = "";
      stage.value = "code";
      resend.start(answer.data.resend_after_seconds);
      onCodeSent(phone.value);
    },
    async verify() {
      if (busy.value || code.value === "") return;
      busy.value = true;
      problem.value = null;
      const body = { phone: phone.value, code: code.value };
      const answer = await api.call("POST /api/auth/phone/verify", { body });
      busy.value = false;
      if (answer.ok) {
        resend.stop();
        onSignedIn(answer.data.user);
      } else problem.value = answer.error;
    },
    changeNumber() {
      stage.value = "number";
      code.value = "";
      problem.value = null;
    },
  };
}
