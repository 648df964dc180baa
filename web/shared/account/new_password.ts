/** A new password, typed twice. */

export const MIN_PASSWORD = 8;

export type PasswordProblem = "password_short" | "passwords_differ" | null;

/** Counted in characters as people see them, like the server does. */
export function passwordProblem(password: string, repeated: string): PasswordProblem {
  if (Array.from(password).length < MIN_PASSWORD) return "password_short";
  return password === repeated ? null : "passwords_differ";
}
