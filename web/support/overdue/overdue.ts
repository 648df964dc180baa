/** Consultations whose answer is late: the list as support sees it, kept true by what is told live. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { OverdueOut } from "../../contracts/openapi";
import type { Api, ApiError } from "../../shared/api";
import type { Chat } from "../../shared/chat/chat";

export interface Overdue {
  /** Null until they have come. The longest overdue first. */
  readonly items: ReadonlySignal<readonly OverdueOut[] | null>;
  readonly failure: ReadonlySignal<ApiError | null>;
  load(): Promise<void>;
  /** As it is now. */
  put(one: OverdueOut): void;
}

const MOST_PAGES = 5;

export function createOverdue(api: Api, chat: Pick<Chat, "on" | "connection">): Overdue {
  const items = signal<readonly OverdueOut[] | null>(null);
  const failure = signal<ApiError | null>(null);
  const put = (one: OverdueOut) => {
    items.value = withOne(items.peek() ?? [], one);
  };
  const load = async () => {
    let cursor: string | null = null;
    const found: OverdueOut[] = [];
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer: Awaited<ReturnType<typeof asked>> = await asked(api, cursor);
      if (!answer.ok) {
        failure.value = answer.error;
        return;
      }
      found.push(...answer.data.items);
      cursor = answer.data.next_cursor;
      if (!cursor) break;
    }
    failure.value = null;
    items.value = found;
  };
  chat.on("overdue.changed", ({ overdue }) => put(overdue));
  // What was told while there was no connection was told to nobody here.
  chat.connection.onStatus(({ name }) => name === "online" && void load());
  void load();
  return { items, failure, load, put };
}

function asked(api: Api, cursor: string | null) {
  return api.call("GET /api/desk/overdue", { query: cursor ? { cursor } : {} });
}

/** Each once; whoever waits no more is no longer there. */
export function withOne(items: readonly OverdueOut[], one: OverdueOut): readonly OverdueOut[] {
  const others = items.filter(({ conversation_id }) => conversation_id !== one.conversation_id);
  const kept = one.answer_due_at ? [...others, one] : others;
  return kept.sort((left, right) => dueOf(left) - dueOf(right));
}

const dueOf = ({ answer_due_at }: OverdueOut) => Date.parse(answer_due_at ?? "");

/** What is still overdue at that moment: a deadline that was moved lies ahead. */
export function overdueAt(items: readonly OverdueOut[], now: number): readonly OverdueOut[] {
  return items.filter((one) => dueOf(one) <= now);
}
