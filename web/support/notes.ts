/** What the staff have noted beside one request: newest last, the same on every colleague's screen. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { NoteOut } from "../contracts/socket";
import type { Api } from "../shared/api";
import type { Answer, Chat } from "../shared/chat/chat";

export interface Notes {
  readonly items: ReadonlySignal<readonly NoteOut[]>;
  readonly state: ReadonlySignal<"loading" | "failed" | "ready">;
  /** Where the earlier ones begin; null: there are none. */
  readonly cursor: ReadonlySignal<string | null>;
  load(): Promise<void>;
  earlier(): Promise<void>;
  /** The same `id` again is the same note. */
  add(id: string, text: string): Promise<Answer<unknown>>;
  close(): void;
}

const CALL = "GET /api/desk/conversations/{id}/notes";

export function createNotes(api: Api, chat: Chat, conversationId: string): Notes {
  const items = signal<readonly NoteOut[]>([]);
  const state = signal<"loading" | "failed" | "ready">("loading");
  const cursor = signal<string | null>(null);
  const read = async (from: string | null) => {
    const answer = await api.call(CALL, { path: { id: conversationId }, query: from ? { cursor: from } : {} });
    if (!answer.ok) {
      if (state.value === "loading") state.value = "failed";
      return;
    }
    const first = state.value !== "ready";
    items.value = merged(items.value, answer.data.items);
    if (first || from) cursor.value = answer.data.next_cursor;
    state.value = "ready";
  };
  const stops = [
    chat.on("note.created", ({ note }) => {
      if (note.conversation_id === conversationId) items.value = merged(items.value, [note]);
    }),
    // What was noted while there was no connection was told to nobody here.
    chat.connection.onStatus(({ name }) => name === "online" && void read(null)),
  ];
  const notes: Notes = {
    items,
    state,
    cursor,
    load() {
      if (state.value === "failed") state.value = "loading";
      return read(null);
    },
    earlier: () => read(cursor.value),
    async add(id, text) {
      const payload = { conversation_id: conversationId, client_note_id: id, text };
      const answer = await chat.connection.command("note.add", payload);
      if (answer.ok) items.value = merged(items.value, [answer.data.note]);
      return answer;
    },
    close: () => {
      for (const stop of stops) stop();
    },
  };
  void notes.load();
  return notes;
}

/** Each note once, in the order they were written in. */
export function merged(known: readonly NoteOut[], more: readonly NoteOut[]): readonly NoteOut[] {
  const all = new Map([...known, ...more].map((one) => [one.id, one]));
  return [...all.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}
