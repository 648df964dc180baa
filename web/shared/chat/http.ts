/** The chat's HTTP calls, answered like the socket's. */

import { type AnswerOf, type ApiError, type CallName, type CallOptions, createApi } from "../api";
import { type Answer, type ChatError, failure, unanswered } from "./answer";

export type Fetch = typeof globalThis.fetch;

export interface HttpOptions {
  readonly url: string;
  readonly token?: string | undefined;
  readonly language: string;
  readonly fetch: Fetch;
}

export interface Http {
  request<Name extends CallName>(name: Name, options?: CallOptions<Name>): Promise<Answer<AnswerOf<Name>>>;
}

export function createHttp({ url, token, language, fetch }: HttpOptions): Http {
  const api = createApi({ origin: url, language, fetch, ...(token ? { token } : {}) });
  return {
    async request<Name extends CallName>(name: Name, options?: CallOptions<Name>): Promise<Answer<AnswerOf<Name>>> {
      const result = await api.call(name, options);
      return result.ok ? result : refused(result.error);
    },
  };
}

function refused({ status, code, detail, retryAfterSeconds }: ApiError): { ok: false; error: ChatError } {
  if (status === 0) {
    return unanswered("offline");
  }
  return failure({
    code,
    detail,
    retryable: status === 429 || status >= 500,
    retry_after_seconds: retryAfterSeconds,
  });
}
