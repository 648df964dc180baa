/** One conversation being read: closed until somebody says why, then open for as long as the server lets it. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { MessageOut, ReadingReason } from "../../contracts/openapi";
import type { Api, ApiError, Result } from "../../shared/api";

export const REASONS: readonly ReadingReason[] = ["complaint", "refund", "safety", "law"];
export const SHORTEST_COMMENT = 10;
const PART = 50;

export type ReadingState =
  /** `over`: it has been open, and half an hour has passed. */
  | { readonly name: "closed"; readonly over: boolean }
  | { readonly name: "open"; readonly until: string; readonly messages: readonly MessageOut[]; readonly more: boolean };

export interface Reading {
  readonly state: ReadonlySignal<ReadingState>;
  readonly busy: ReadonlySignal<boolean>;
  readonly failed: ReadonlySignal<ApiError | null>;
  open(reason: ReadingReason, comment: string): Promise<void>;
  /** The messages before the first that is shown. */
  earlier(): Promise<void>;
  fileAddress(attachmentId: string, variant?: "thumbnail" | "playback"): string;
}

export function createReading(api: Api, id: string): Reading {
  const state = signal<ReadingState>({ name: "closed", over: false });
  const busy = signal(false);
  const failed = signal<ApiError | null>(null);

  const asking = async <Data>(question: Promise<Result<Data>>): Promise<Data | null> => {
    busy.value = true;
    failed.value = null;
    const answer = await question;
    busy.value = false;
    if (answer.ok) return answer.data;
    if (answer.error.code === "forbidden") state.value = { name: "closed", over: true };
    else failed.value = answer.error;
    return null;
  };
  const page = (before_seq?: number) =>
    asking(
      api.call("GET /api/admin/conversations/{id}/messages", {
        path: { id },
        query: { limit: PART, ...(before_seq ? { before_seq } : {}) },
      }),
    );

  return {
    state,
    busy,
    failed,
    async open(reason, comment) {
      const opened = await asking(
        api.call("POST /api/admin/conversations/{id}/open", { path: { id }, body: { reason, comment } }),
      );
      const newest = opened && (await page());
      if (!newest) return;
      state.value = { name: "open", until: opened.until, messages: newest.messages, more: !newest.complete };
    },
    async earlier() {
      const shown = state.peek();
      const first = shown.name === "open" ? shown.messages[0] : undefined;
      if (shown.name !== "open" || !first || busy.peek()) return;
      const before = await page(first.seq);
      if (before) state.value = { ...shown, messages: [...before.messages, ...shown.messages], more: !before.complete };
    },
    fileAddress: (attachmentId, variant) =>
      `/api/admin/conversations/${id}/attachments/${attachmentId}${variant ? `?variant=${variant}` : ""}`,
  };
}
