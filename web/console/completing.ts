/** The end of a consultation: what it came to, the closing words, and until when the client may still ask. No DOM. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { MessageOut } from "../contracts/openapi";
import type { Api } from "../shared/api";
import type { Chat, ChatState } from "../shared/chat/chat";
import type { Explained } from "../shared/i18n/i18n";
import { createResource, type Resource } from "../shared/shell/resource";

/** The client's first words, and when they were first answered. */
export interface Beginning {
  readonly asked: string | null;
  readonly answeredAt: string | null;
}

export interface Completing {
  readonly beginning: Resource<Beginning>;
  /** Kept while the window is closed. */
  readonly words: ReadonlySignal<string>;
  readonly days: ReadonlySignal<number>;
  readonly busy: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<Explained | null>;
  write(words: string): void;
  keepOpen(days: number): void;
  /** The closing words first, then the end; whether it is over. */
  complete(): Promise<boolean>;
}

const FIRST_MESSAGES = 100;
export const MOST_DAYS = 14;

type Talk = Pick<Chat, "send" | "complete" | "store">;

export function createCompleting(api: Api, chat: Talk, conversationId: string): Completing {
  const words = signal("");
  const days = signal(0);
  const busy = signal(false);
  const failure = signal<Explained | null>(null);
  const beginning = createResource<Beginning>(async () => {
    const query = { after_seq: 0, limit: FIRST_MESSAGES };
    const answer = await api.call("GET /api/conversations/{id}/messages", { path: { id: conversationId }, query });
    return answer.ok ? { ok: true, data: beginningOf(answer.data.messages) } : answer;
  });
  const end = async (): Promise<Explained | null> => {
    const said = words.peek().trim();
    if (said) {
      const id = chat.send(conversationId, { text: said });
      // From here on they are the conversation's: what fails stands there, to be sent again.
      words.value = "";
      const error = await arrived(chat, conversationId, id);
      if (error) return error;
    }
    const answer = await chat.complete(conversationId, days.peek());
    return answer.ok ? null : answer.error;
  };
  return {
    beginning,
    words,
    days,
    busy,
    failure,
    write: (text) => {
      words.value = text;
    },
    keepOpen: (count) => {
      days.value = count;
    },
    async complete() {
      if (busy.peek()) return false;
      busy.value = true;
      failure.value = await end();
      busy.value = false;
      return failure.peek() === null;
    },
  };
}

export function beginningOf(messages: readonly Pick<MessageOut, "sender" | "text" | "created_at">[]): Beginning {
  const asked = messages.find(({ sender, text }) => sender.role === "client" && text.trim() !== "");
  const answered = messages.find(
    ({ sender, created_at: at }) => sender.role === "astrologer" && (!asked || at > asked.created_at),
  );
  return { asked: asked?.text ?? null, answeredAt: answered?.created_at ?? null };
}

/** Once the message is stored, or cannot be: then why. */
function arrived({ store }: Talk, conversationId: string, id: string): Promise<Explained | null> {
  const look = (state: ChatState): Explained | null | undefined => {
    const pending = state.conversations
      .get(conversationId)
      ?.pending.find(({ client_message_id: pendingId }) => pendingId === id);
    if (!pending) return null;
    return pending.state === "failed" ? (pending.error ?? { code: "internal" }) : undefined;
  };
  return new Promise((resolve) => {
    const now = look(store.state);
    if (now !== undefined) return resolve(now);
    const stop = store.subscribe((state) => {
      const then = look(state);
      if (then === undefined) return;
      stop();
      resolve(then);
    });
  });
}
