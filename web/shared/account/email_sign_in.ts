/** Signing in by e-mail and password, and asking for a link when the password is lost. */

import { type Signal, signal } from "@preact/signals";
import type { Profile } from "../../contracts/openapi";
import type { Api, ApiError } from "../api";

export type EmailProblem = ApiError | "email_wrong" | "password_empty" | null;

export interface EmailSignIn {
  readonly stage: Signal<"password" | "recovery" | "recovery_sent">;
  readonly email: Signal<string>;
  readonly password: Signal<string>;
  readonly problem: Signal<EmailProblem>;
  readonly busy: Signal<boolean>;
  signIn(): Promise<void>;
  recover(): Promise<void>;
  show(stage: "password" | "recovery"): void;
}

export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
}

export function createEmailSignIn(api: Api, onSignedIn: (user: Profile) => void): EmailSignIn {
  const stage = signal<"password" | "recovery" | "recovery_sent">("password");
  const email = signal("");
  const password = signal("");
  const problem = signal<EmailProblem>(null);
  const busy = signal(false);

  const refused = (needsPassword: boolean): EmailProblem => {
    if (!looksLikeEmail(email.value)) return "email_wrong";
    return needsPassword && password.value === "" ? "password_empty" : null;
  };
  return {
    ...{ stage, email, password, problem, busy },
    async signIn() {
      if (busy.value) return;
      problem.value = refused(true);
      if (problem.value) return;
      const body = { email: email.value.trim(), password: password.value };
      busy.value = true;
      const answer = await api.call("POST /api/auth/email/login", { body });
      busy.value = false;
      if (answer.ok) onSignedIn(answer.data.user);
      else problem.value = answer.error;
    },
    async recover() {
      if (busy.value) return;
      problem.value = refused(false);
      if (problem.value) return;
      busy.value = true;
      const answer = await api.call("POST /api/auth/password/forgot", { body: { email: email.value.trim() } });
      busy.value = false;
      if (answer.ok) stage.value = "recovery_sent";
      else problem.value = answer.error;
    },
    show(next) {
      problem.value = null;
      stage.value = next;
    },
  };
}
