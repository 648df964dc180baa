/** What every question to the server ends in. Nothing in this library throws at its user. */

import type { ErrorCode, ErrorOut } from "../../contracts/socket";

/** The server's error, or one made here when the server did not answer: `origin` tells which, `detail` is then empty. */
export interface ChatError extends ErrorOut {
  readonly origin?: "timeout" | "offline";
}

export type Answer<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: ChatError };

export function success<T>(data: T): Answer<T> {
  return { ok: true, data };
}

export function failure(error: ChatError): { readonly ok: false; readonly error: ChatError } {
  return { ok: false, error };
}

/** Nothing is known about what the server did: asking again with the same id is right. */
export function unanswered(origin: "timeout" | "offline"): { readonly ok: false; readonly error: ChatError } {
  return failure({ code: "unavailable", detail: "", retryable: true, origin });
}

/** A definite refusal made on this side. */
export function refusal(code: ErrorCode): { readonly ok: false; readonly error: ChatError } {
  return failure({ code, detail: "", retryable: false });
}
