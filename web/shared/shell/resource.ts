/** Something asked of the server once, shown while it is asked again, and askable again after a failure. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Result } from "../api";
import type { Chat } from "../chat/chat";
import type { Explained } from "../i18n/i18n";

export type Loadable<Data> =
  | { readonly name: "loading" }
  | { readonly name: "failed"; readonly error: Explained }
  | { readonly name: "ready"; readonly data: Data };

export interface Resource<Data> {
  readonly state: ReadonlySignal<Loadable<Data>>;
  /** What is there stays until the new answer has come; a failure does not take it away. */
  load(): Promise<void>;
  /** The present truth, known without asking. */
  put(data: Data): void;
}

export function createResource<Data>(ask: () => Promise<Result<Data>>): Resource<Data> {
  const state = signal<Loadable<Data>>({ name: "loading" });
  let asked = 0;
  return {
    state,
    async load() {
      const turn = ++asked;
      if (state.peek().name === "failed") state.value = { name: "loading" };
      const answer = await ask();
      if (turn !== asked) return;
      if (answer.ok) state.value = { name: "ready", data: answer.data };
      else if (state.peek().name !== "ready") state.value = { name: "failed", error: answer.error };
    },
    put(data) {
      asked += 1;
      state.value = { name: "ready", data };
    },
  };
}

/** What failed for want of a connection is asked for again as soon as there is one. */
export function askAgainWhenOnline(
  chat: { readonly store: Pick<Chat["store"], "subscribe"> },
  resources: readonly Pick<Resource<unknown>, "state" | "load">[],
): void {
  let online = false;
  chat.store.subscribe(({ connection }) => {
    const before = online;
    online = connection.name === "online";
    if (!online || before) return;
    for (const resource of resources) {
      if (resource.state.peek().name === "failed") void resource.load();
    }
  });
}
