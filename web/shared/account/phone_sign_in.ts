/** Signing in by phone: a number, then the code that was sent to it. */

import { signal } from "@preact/signals";
import type { CountryOut, Profile } from "../../contracts/openapi";
import type { Api, ApiError } from "../api";
import { createCountdown } from "./countdown";

export interface PhoneSignInOptions {
  api: Api;
  /** Prefills the number (E.164). */
  phone?: string;
  onCodeSent: (phone: string, countries: readonly CountryOut[]) => void;
  onSignedIn: (user: Profile) => void;
}

export class PhoneSignIn {
  readonly stage = signal<"number" | "code">("number");
  /** E.164 as far as it is typed. */
  readonly phone = signal("");
  readonly complete = signal(false);
  readonly code = signal("");
  readonly problem = signal<ApiError | "phone_incomplete" | null>(null);
  readonly busy = signal(false);
  /** How many codes were sent. */
  readonly sent = signal(0);
  /** Until a code may be sent again. */
  readonly resend = createCountdown();
  /** Where codes are sent to, in alphabetical order; empty until `load` has answered. */
  readonly countries = signal<readonly CountryOut[]>([]);
  readonly #options: PhoneSignInOptions;

  constructor(options: PhoneSignInOptions) {
    this.#options = options;
    this.phone.value = options.phone ?? "";
    this.complete.value = this.phone.value !== "";
  }

  async load(): Promise<void> {
    const answer = await this.#options.api.call("GET /api/countries");
    if (answer.ok) this.countries.value = answer.data.items;
  }

  async requestCode(): Promise<void> {
    if (this.busy.value) return;
    if (!this.complete.value) {
      this.problem.value = "phone_incomplete";
      return;
    }
    this.busy.value = true;
    this.problem.value = null;
    const phone = this.phone.value;
    const answer = await this.#options.api.call("POST /api/auth/phone/request", { body: { phone } });
    this.busy.value = false;
    if (!answer.ok) {
      this.problem.value = answer.error;
      if (answer.error.retryAfterSeconds) this.resend.start(answer.error.retryAfterSeconds);
      return;
    }
    this.code.value = "";
    this.stage.value = "code";
    this.sent.value += 1;
    this.resend.start(answer.data.resend_after_seconds);
    this.#options.onCodeSent(phone, this.countries.value);
  }

  async verify(): Promise<void> {
    if (this.busy.value || this.code.value === "") return;
    this.busy.value = true;
    this.problem.value = null;
    const body = { phone: this.phone.value, code: this.code.value };
    const answer = await this.#options.api.call("POST /api/auth/phone/verify", { body });
    this.busy.value = false;
    if (answer.ok) {
      this.resend.stop();
      this.#options.onSignedIn(answer.data.user);
    } else this.problem.value = answer.error;
  }

  /** A code that nobody had to type. */
  async received(code: string): Promise<void> {
    this.code.value = code;
    await this.verify();
  }

  changeNumber(): void {
    this.stage.value = "number";
    this.code.value = "";
    this.problem.value = null;
  }
}
