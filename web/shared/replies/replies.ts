/** Canned replies: all that this person may use, loaded when they are first wanted. No DOM. */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ReplyOut } from "../../contracts/openapi";
import type { Api, ApiError } from "../api";
import { createResource, type Loadable } from "../shell/resource";

export type Reply = ReplyOut;

/** What is written of a reply. */
export interface Wording {
  readonly folder: string;
  readonly title: string;
  readonly text: string;
}

export interface Replies {
  readonly state: ReadonlySignal<Loadable<readonly Reply[]>>;
  /** Whether the window is open in which they are written. */
  readonly managing: Signal<boolean>;
  /** Whether this person may write for the team. */
  readonly mayShare: boolean;
  load(): Promise<void>;
  /** Null once it is kept; else why it is not. */
  create(wording: Wording, scope: Reply["scope"]): Promise<ApiError | null>;
  change(id: string, wording: Wording): Promise<ApiError | null>;
  remove(id: string): Promise<ApiError | null>;
}

export function createReplies(api: Api, { mayShare = false }: { mayShare?: boolean } = {}): Replies {
  const resource = createResource(async () => {
    const answer = await api.call("GET /api/replies");
    return answer.ok ? { ok: true as const, data: answer.data.items as readonly Reply[] } : answer;
  });
  const known = () => (resource.state.peek().name === "ready" ? (resource.state.peek() as Ready).data : []);
  return {
    state: resource.state,
    managing: signal(false),
    mayShare,
    load: resource.load,
    async create(wording, scope) {
      const answer = await api.call("POST /api/replies", { body: { ...wording, scope } });
      if (!answer.ok) return answer.error;
      resource.put(inOrder([...known(), answer.data.reply]));
      return null;
    },
    async change(id, wording) {
      const answer = await api.call("PATCH /api/replies/{id}", { path: { id }, body: { ...wording } });
      if (!answer.ok) return answer.error;
      resource.put(inOrder(known().map((one) => (one.id === id ? answer.data.reply : one))));
      return null;
    },
    async remove(id) {
      const answer = await api.call("DELETE /api/replies/{id}", { path: { id } });
      if (!answer.ok && answer.error.code !== "not_found") return answer.error;
      resource.put(known().filter((one) => one.id !== id));
      return null;
    },
  };
}

type Ready = Extract<Loadable<readonly Reply[]>, { name: "ready" }>;

/** One's own first, each by folder and title. */
function inOrder(replies: readonly Reply[]): readonly Reply[] {
  const rank = ({ scope }: Reply) => (scope === "own" ? 0 : 1);
  return [...replies].sort(
    (one, other) =>
      rank(one) - rank(other) || one.folder.localeCompare(other.folder) || one.title.localeCompare(other.title),
  );
}
