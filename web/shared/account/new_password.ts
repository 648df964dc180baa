/** A new password, typed twice, set by the token of a one-time link. */

import { computed, signal } from "@preact/signals";
import type { Api, ApiError } from "../api";

export const MIN_PASSWORD = 8;

export type PasswordProblem = "password_short" | "passwords_differ" | null;

/** Counted in characters as people see them, like the server does. */
export function passwordProblem(password: string, repeated: string): PasswordProblem {
  if (Array.from(password).length < MIN_PASSWORD) return "password_short";
  return password === repeated ? null : "passwords_differ";
}

export class NewPassword {
  readonly password = signal("");
  readonly repeated = signal("");
  readonly problem = signal<PasswordProblem>(null);
  readonly failure = signal<ApiError | null>(null);
  readonly busy = signal(false);
  readonly saved = signal(false);
  /** The link has no token, or the server says that it has been used or is too old. */
  readonly broken = computed(() => this.token === "" || /^code_/.test(this.failure.value?.code ?? ""));

  constructor(
    private readonly api: Api,
    private readonly token: string,
  ) {}

  async save(): Promise<void> {
    if (this.busy.value) return;
    this.problem.value = passwordProblem(this.password.value, this.repeated.value);
    if (this.problem.value) return;
    this.busy.value = true;
    const body = { token: this.token, password: this.password.value };
    const answer = await this.api.call("POST /api/auth/password/reset", { body });
    this.busy.value = false;
    this.saved.value = answer.ok;
    this.failure.value = answer.ok ? null : answer.error;
  }
}
