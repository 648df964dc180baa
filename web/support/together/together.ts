/** The staff at one request: who else is there, and telling them that one is there, too. Nothing of it is stored. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { ViewChat } from "../../contracts/socket";
import type { Chat } from "../../shared/chat/chat";
import { presentIn, type Viewers, withHeard } from "./viewers";

export interface Together {
  readonly viewers: ReadonlySignal<Viewers>;
  /** I have it before me, until the returned function is called. */
  look(conversationId: string): () => void;
  /** To be called on every key of what no draft of the chat shows: a note. */
  typing(): void;
}

export interface TogetherPorts {
  readonly chat: Pick<Chat, "on" | "store" | "now" | "connection">;
  readonly me: string;
  /** Whether this page is before the person. */
  isSeen(): boolean;
  /** Called whenever that changes; answers how to stop. */
  onSeen(listen: () => void): () => void;
}

/** Others forget after 30 s. */
const AGAIN_MS = 15_000;
const TYPING_ENDS_MS = 5_000;

export function createTogether(ports: TogetherPorts): Together {
  return new StaffTogether(ports);
}

class StaffTogether implements Together {
  readonly viewers = signal<Viewers>(new Map());
  #looking: Looking | null = null;

  constructor(readonly ports: TogetherPorts) {
    const { chat, me } = ports;
    chat.on("queue.viewing", (heard) => {
      if (heard.user_id === me) return;
      const known = presentIn(this.viewers.peek(), heard.conversation_id, chat.now());
      this.viewers.value = withHeard(this.viewers.peek(), heard, chat.now());
      // Whoever has just come was told of nobody yet.
      const isNew = !known.some(({ userId }) => userId === heard.user_id);
      if (isNew && heard.doing !== "gone" && this.#looking?.conversationId === heard.conversation_id)
        this.#looking.tell();
    });
  }

  look(conversationId: string): () => void {
    this.#looking?.end();
    const looking = new Looking(this.ports, conversationId);
    this.#looking = looking;
    return () => {
      looking.end();
      if (this.#looking === looking) this.#looking = null;
    };
  }

  typing(): void {
    this.#looking?.type();
  }
}

/** Me at one request. */
class Looking {
  readonly #stops: (() => void)[] = [];
  #typing: ReturnType<typeof setTimeout> | null = null;
  #isOver = false;

  constructor(
    readonly ports: TogetherPorts,
    readonly conversationId: string,
  ) {
    const { chat } = ports;
    let draft = chat.store.state.drafts.get(conversationId) ?? "";
    const again = setInterval(() => this.tell(), AGAIN_MS);
    this.#stops.push(
      () => clearInterval(again),
      ports.onSeen(() => (ports.isSeen() ? this.tell() : this.#say("gone"))),
      chat.connection.onStatus(({ name }) => name === "online" && this.tell()),
      chat.store.subscribe(({ drafts }) => {
        const next = drafts.get(conversationId) ?? "";
        if (next === draft) return;
        draft = next;
        if (next) this.type();
        else this.#rest();
      }),
    );
    this.tell();
  }

  tell(): void {
    if (!this.#isOver && this.ports.isSeen()) this.#say(this.#typing === null ? "viewing" : "typing");
  }

  type(): void {
    const isNew = this.#typing === null;
    if (this.#typing !== null) clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#rest(), TYPING_ENDS_MS);
    if (isNew) this.tell();
  }

  #rest(): void {
    if (this.#typing === null) return;
    clearTimeout(this.#typing);
    this.#typing = null;
    this.tell();
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#typing !== null) clearTimeout(this.#typing);
    for (const stop of this.#stops) stop();
    this.#say("gone");
  }

  /** What does not arrive is said again soon. */
  #say(doing: ViewChat["doing"]): void {
    const { connection } = this.ports.chat;
    if (connection.status.name === "online")
      void connection.command("queue.view", { conversation_id: this.conversationId, doing });
  }
}
