/** Pages of a list of conversations. The conversations themselves go into the chat's state; here is only how far it was read. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Answer, ChatError, InboxPage } from "../../chat/chat";

export interface PagesState {
  readonly name: "loading" | "failed" | "ready";
  readonly error: ChatError | null;
  /** Where the next page begins; null: that was all. */
  readonly cursor: string | null;
}

export interface Pages {
  readonly state: ReadonlySignal<PagesState>;
  /** The first page; again after a failure. */
  load(): Promise<void>;
  /** The next page, once at a time. */
  more(): Promise<void>;
}

export function createPages(ask: (cursor?: string) => Promise<Answer<InboxPage>>): Pages {
  const state = signal<PagesState>({ name: "loading", error: null, cursor: null });
  let busy = false;
  const page = async (cursor?: string) => {
    if (busy) return;
    busy = true;
    const answer = await ask(cursor);
    busy = false;
    state.value = answer.ok
      ? { name: "ready", error: null, cursor: answer.data.nextCursor }
      : { name: "failed", error: answer.error, cursor: cursor ?? null };
  };
  return {
    state,
    load() {
      const { cursor, name } = state.peek();
      if (name === "failed") state.value = { name: "loading", error: null, cursor };
      return page(name === "failed" ? (cursor ?? undefined) : undefined);
    },
    async more() {
      const { cursor, name } = state.peek();
      if (name === "ready" && cursor) await page(cursor);
    },
  };
}
