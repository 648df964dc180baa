/** Signing in by e-mail and password, and asking for a link when the password is lost. */

import { signal } from "@preact/signals";
import type { Profile } from "../../contracts/openapi";
import type { Api, ApiError } from "../api";

export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
}

export class EmailSignIn {
  readonly stage = signal<"password" | "recovery" | "recovery_sent">("password");
  readonly email = signal("");
  readonly password = signal("");
  readonly problem = signal<ApiError | "email_wrong" | "password_empty" | null>(null);
  readonly busy = signal(false);

  constructor(
    private readonly api: Api,
    private readonly onSignedIn: (user: Profile) => void,
  ) {}

  async signIn(): Promise<void> {
    if (this.busy.value || this.#isRefused(true)) return;
    this.busy.value = true;
    const body = { email: this.email.value.trim(), password: this.password.value };
    const answer = await this.api.call("POST /api/auth/email/login", { body });
    this.busy.value = false;
    if (answer.ok) this.onSignedIn(answer.data.user);
    else this.problem.value = answer.error;
  }

  async recover(): Promise<void> {
    if (this.busy.value || this.#isRefused(false)) return;
    this.busy.value = true;
    const answer = await this.api.call("POST /api/auth/password/forgot", { body: { email: this.email.value.trim() } });
    this.busy.value = false;
    if (answer.ok) this.stage.value = "recovery_sent";
    else this.problem.value = answer.error;
  }

  show(stage: "password" | "recovery"): void {
    this.problem.value = null;
    this.stage.value = stage;
  }

  /** Refuses what needs no server to be refused. */
  #isRefused(needsPassword: boolean): boolean {
    const empty = needsPassword && this.password.value === "" ? "password_empty" : null;
    this.problem.value = looksLikeEmail(this.email.value) ? empty : "email_wrong";
    return this.problem.value !== null;
  }
}
