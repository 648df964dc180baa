/** What is being looked for, and what was found so far. No DOM. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Answer, ChatError, FoundMessage, SearchPage } from "../../chat/chat";

/** A person who types is not asked after every letter. */
const PAUSE_MS = 250;
/** So many empty pages are passed over at once. */
const MOST_EMPTY = 5;
/** The longest question the server takes. */
export const LONGEST = 200;

export interface FindingState {
  /** `idle`: nothing is asked · `searching`: `hits` still belong to the question before. */
  readonly name: "idle" | "searching" | "ready" | "failed";
  readonly query: string;
  readonly hits: readonly FoundMessage[];
  /** Where the next page begins; null: that was all. */
  readonly cursor: string | null;
  readonly error: ChatError | null;
}

export interface Finding {
  readonly state: ReadonlySignal<FindingState>;
  /** Asked once the typing rests; an empty question forgets everything at once. */
  look(query: string): void;
  /** The next page, once at a time. */
  more(): Promise<void>;
  /** What failed is asked again. */
  again(): Promise<void>;
}

const IDLE: FindingState = { name: "idle", query: "", hits: [], cursor: null, error: null };

function leadsOn(answer: Answer<SearchPage>): answer is { ok: true; data: SearchPage & { next_cursor: string } } {
  return answer.ok && answer.data.items.length === 0 && answer.data.next_cursor !== null;
}

/** Only the newest question is ever answered: whatever comes late for another one is dropped. */
export function createFinding(ask: (query: string, cursor?: string) => Promise<Answer<SearchPage>>): Finding {
  const state = signal<FindingState>(IDLE);
  let turn = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  const page = async (cursor: string | null) => {
    turn += 1;
    const mine = turn;
    const { query } = state.peek();
    busy = true;
    let answer = await ask(query, cursor ?? undefined);
    // A page may be empty although more follow: nobody wants to press a button for that.
    for (let empty = 0; empty < MOST_EMPTY && mine === turn && leadsOn(answer); empty += 1) {
      answer = await ask(query, answer.data.next_cursor);
    }
    if (mine !== turn) return;
    busy = false;
    const before = cursor === null ? [] : state.peek().hits;
    state.value = answer.ok
      ? { name: "ready", query, hits: [...before, ...answer.data.items], cursor: answer.data.next_cursor, error: null }
      : { name: "failed", query, hits: before, cursor, error: answer.error };
  };
  return {
    state,
    look(typed) {
      const query = typed.trim().slice(0, LONGEST);
      if (query === state.peek().query) return;
      clearTimeout(pause);
      turn += 1;
      busy = false;
      if (query === "") {
        state.value = IDLE;
        return;
      }
      state.value = { ...state.peek(), name: "searching", query, error: null };
      pause = setTimeout(() => void page(null), PAUSE_MS);
    },
    async more() {
      const { name, cursor } = state.peek();
      if (name === "ready" && cursor !== null && !busy) await page(cursor);
    },
    async again() {
      const { name, cursor } = state.peek();
      if (name !== "failed") return;
      state.value = { ...state.peek(), name: cursor === null ? "searching" : "ready", error: null };
      await page(cursor);
    },
  };
}
