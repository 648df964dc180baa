/** HTTP calls of the applications. Nothing here throws anything but `ApiError`, and `call` itself throws nothing at all. */

import type { Endpoints } from "../contracts/openapi";
import { pageLanguage } from "./i18n/i18n";

export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly detail: string;
  /** What may have been meant: in words, and the values to send for it. */
  readonly choices?: readonly Choice[];
}

export interface Choice {
  readonly detail: string;
  readonly value: Readonly<Record<string, string | number>>;
}

/** A refused or failed call. `code` is one of the contract's; without an answer it is `unavailable` and `detail` is empty. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly code: string,
    readonly detail: string,
    readonly status: number = 0,
    readonly errors: readonly FieldError[] = [],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(code);
  }

  /** The text for one field of a form, or null. */
  of(field: string): string | null {
    return this.errors.find((error) => error.field === field)?.detail ?? null;
  }
}

export type Result<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: ApiError };

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A call of the contract: `"POST /api/orders/{id}/refund"`. */
export type CallName = keyof Endpoints & `${Method} ${string}`;
export type AnswerOf<Name extends CallName> = Endpoints[Name]["answer"];

export interface CallOptions<Name extends CallName> {
  /** The call's body as the contract has it; a file or a blob is sent as it is. */
  body?: Endpoints[Name]["body"] | Blob;
  query?: Endpoints[Name]["query"];
  /** What stands in the braces of the path. */
  path?: Readonly<Record<string, string>>;
  /** The same key again is the same action: give one per attempt of the person, not per request. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export interface ApiOptions {
  /** Left out: this origin, with its cookie. The widget gives the service's origin. */
  origin?: string;
  /** A bearer token instead of the cookie. */
  token?: string;
  language?: string;
  fetch?: typeof fetch;
}

export interface Api {
  /** Names, bodies and answers are checked against the contract. An answer without content is null. */
  call<Name extends CallName>(name: Name, options?: CallOptions<Name>): Promise<Result<AnswerOf<Name>>>;
}

const TIMEOUT_MS = 30_000;

export function createApi({ origin = "", token, language, fetch: send = fetch }: ApiOptions = {}): Api {
  return {
    async call<Name extends CallName>(name: Name, options: CallOptions<Name> = {}): Promise<Result<AnswerOf<Name>>> {
      const [method, template = ""] = name.split(" ");
      const { body, idempotencyKey, signal } = options;
      const headers = new Headers({ Accept: "application/json", "Accept-Language": language ?? pageLanguage() });
      if (token) headers.set("Authorization", `Bearer ${token}`);
      if (idempotencyKey) headers.set("Idempotency-Key", idempotencyKey);
      if (body != null && !(body instanceof Blob)) headers.set("Content-Type", "application/json");
      const timeout = AbortSignal.timeout(TIMEOUT_MS);
      try {
        const response = await send(origin + fill(template, options.path) + queryOf(options.query), {
          method,
          headers,
          body: body == null || body instanceof Blob ? body : JSON.stringify(body),
          credentials: token || origin ? "omit" : "same-origin",
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        });
        if (!response.ok) return { ok: false, error: await errorOf(response) };
        const text = await response.text();
        return { ok: true, data: (text === "" ? null : JSON.parse(text)) as AnswerOf<Name> };
      } catch {
        return { ok: false, error: new ApiError("unavailable", "") };
      }
    },
  };
}

function fill(template: string, path: Readonly<Record<string, string>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) => encodeURIComponent(path[name] ?? hole));
}

function queryOf(query: unknown): string {
  const parts = Object.entries((query ?? {}) as Query).flatMap(([name, value]) =>
    value == null ? [] : [[name, String(value)]],
  );
  return parts.length > 0 ? `?${new URLSearchParams(parts)}` : "";
}

interface Problem {
  code?: unknown;
  detail?: unknown;
  errors?: unknown;
  retry_after?: unknown;
}

/** Why an answer is none. */
export async function errorOf(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => ({}))) as Problem | null;
  const code = typeof problem?.code === "string" ? problem.code : codeOf(response.status);
  const detail = typeof problem?.detail === "string" && typeof problem.code === "string" ? problem.detail : "";
  const errors = Array.isArray(problem?.errors) ? (problem.errors as FieldError[]) : [];
  const wait = Number(problem?.retry_after ?? response.headers.get("Retry-After") ?? Number.NaN);
  return new ApiError(code, detail, response.status, errors, Number.isFinite(wait) ? wait : null);
}

/** For answers that did not come from the application, but from a proxy before it. */
function codeOf(status: number): string {
  if (status === 401) return "unauthenticated";
  if (status === 403) return "forbidden";
  if (status === 404) return "not_found";
  if (status === 413) return "too_large";
  if (status === 429) return "rate_limited";
  return status >= 502 && status <= 504 ? "unavailable" : "internal";
}
