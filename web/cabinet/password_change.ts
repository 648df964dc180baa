/** «Изменить пароль»: what was typed, what is wrong with it, and sending it. */

import { type Signal, signal } from "@preact/signals";
import type { Api } from "../shared/api";
import type { Explained } from "../shared/i18n/i18n";

export interface TypedPassword {
  readonly current: string;
  readonly password: string;
  readonly repeat: string;
}

export type PasswordProblem = "required" | "password_short" | "password_differs" | { readonly detail: string };

export interface PasswordChange {
  readonly typed: Signal<TypedPassword>;
  readonly problems: Signal<Partial<Record<keyof TypedPassword, PasswordProblem>>>;
  readonly failure: Signal<Explained | null>;
  readonly busy: Signal<boolean>;
  change(part: Partial<TypedPassword>): void;
  /** Whether the new password holds now. */
  save(): Promise<boolean>;
}

const SHORTEST = 8;

/** `hasPassword`: the present one is asked for. */
export function changePassword(api: Api, hasPassword: boolean): PasswordChange {
  const typed = signal<TypedPassword>({ current: "", password: "", repeat: "" });
  const problems = signal<Partial<Record<keyof TypedPassword, PasswordProblem>>>({});
  const failure = signal<Explained | null>(null);
  const busy = signal(false);
  return {
    typed,
    problems,
    failure,
    busy,
    change(part) {
      typed.value = { ...typed.value, ...part };
      problems.value = {};
      failure.value = null;
    },
    async save() {
      if (busy.value) return false;
      problems.value = problemsOf(typed.value, hasPassword);
      if (Object.keys(problems.value).length > 0) return false;
      busy.value = true;
      const { password, current } = typed.value;
      const answer = await api.call("PUT /api/me/password", {
        body: { password, ...(hasPassword ? { current } : {}) },
      });
      busy.value = false;
      if (answer.ok) return true;
      for (const field of ["current", "password"] as const) {
        const detail = answer.error.of(field);
        if (detail) problems.value = { ...problems.value, [field]: { detail } };
      }
      if (Object.keys(problems.value).length === 0) failure.value = answer.error;
      return false;
    },
  };
}

function problemsOf(typed: TypedPassword, hasPassword: boolean): PasswordChange["problems"]["value"] {
  return {
    ...(hasPassword && !typed.current ? { current: "required" } : {}),
    ...(typed.password.length < SHORTEST ? { password: "password_short" } : {}),
    ...(typed.password !== typed.repeat ? { repeat: "password_differs" } : {}),
  };
}
