/** A consultation's review: what was given, what is being written, sending it. No DOM. */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ReviewAnswer } from "../../contracts/openapi";
import type { Api } from "../api";
import type { Explained } from "../i18n/i18n";
import { createResource, type Loadable } from "../shell/resource";

export const MOST_CHARACTERS = 2_000;

/** What is being written. `stars` is null until they are chosen. */
export interface Words {
  readonly stars: number | null;
  readonly text: string;
}

/** Where unsent words are kept: over a reload, without a connection, in every tab of the person. */
export interface Drafts {
  readonly store: { readonly state: { readonly drafts: ReadonlyMap<string, string> } };
  setDraft(id: string, text: string): void;
}

export interface Reviewing {
  readonly given: ReadonlySignal<Loadable<ReviewAnswer>>;
  readonly problem: Signal<"stars_missing" | Explained | null>;
  readonly busy: Signal<boolean>;
  /** Just sent: thanks are due. */
  readonly thanked: Signal<boolean>;
  load(): Promise<void>;
  choose(stars: number): void;
  type(text: string): void;
  /** Begins with what was given. */
  change(): void;
  /** Leaves it as it was given. */
  cancel(): void;
  /** Whether it is stored. What is refused or lost on the way stays written. */
  send(): Promise<boolean>;
}

/** The draft's place among the drafts of the person's conversations. */
export function draftOf(conversationId: string): string {
  return `review:${conversationId}`;
}

/** The words that a draft says; without any there is no draft. */
export function wordsIn(draft: string): Words {
  const [first = "", ...lines] = draft.split("\n");
  return { stars: /^[1-5]$/.test(first) ? Number(first) : null, text: lines.join("\n") };
}

export function createReviewing(api: Api, drafts: Drafts, conversationId: string): Reviewing {
  const path = { id: conversationId };
  const resource = createResource(() => api.call("GET /api/conversations/{id}/review", { path }));
  const problem: Reviewing["problem"] = signal(null);
  const busy = signal(false);
  const thanked = signal(false);
  const id = draftOf(conversationId);
  const words = () => wordsIn(drafts.store.state.drafts.get(id) ?? "");
  const write = ({ stars, text }: Words) => {
    problem.value = null;
    thanked.value = false;
    drafts.setDraft(id, stars === null && text === "" ? "" : `${stars ?? ""}\n${text}`);
  };
  return {
    given: resource.state,
    problem,
    busy,
    thanked,
    load: resource.load,
    choose: (stars) => write({ ...words(), stars }),
    type: (text) => write({ ...words(), text }),
    change() {
      const { state } = resource;
      const review = state.value.name === "ready" ? state.value.data.review : null;
      if (review) write(review);
    },
    cancel: () => write({ stars: null, text: "" }),
    async send() {
      if (busy.value) return false;
      const { stars, text } = words();
      if (stars === null) {
        problem.value = "stars_missing";
        return false;
      }
      problem.value = null;
      busy.value = true;
      const answer = await api.call("POST /api/conversations/{id}/review", { path, body: { stars, text } });
      busy.value = false;
      if (!answer.ok) {
        problem.value = { code: answer.error.code, detail: answer.error.of("review") ?? answer.error.detail };
        return false;
      }
      // Words that were typed while these were on their way are not thrown away.
      const unsent = words();
      if (unsent.stars === stars && unsent.text === text) write({ stars: null, text: "" });
      resource.put(answer.data);
      thanked.value = true;
      return true;
    },
  };
}
