/** What others see of me: how far I have received and read, and that I am typing. Coalesced; a lost one is made good by the next. */

import type { Answer } from "./answer";
import type { Clock, Timer } from "./clock";
import type { ChatState, Conversation, TypingState } from "./state";

export interface PresencePorts {
  readonly clock: Clock;
  /** Only one of a person's tabs tells how far they are. */
  leads(): boolean;
  state(): ChatState;
  tell(
    command: "receipt.read" | "receipt.delivered",
    payload: { readonly conversation_id: string; readonly seq: number },
  ): Promise<Answer<unknown>>;
  tellTyping(conversationId: string, state: TypingState): void;
}

/** Receipts of one burst travel as one. */
const COALESCE_MS = 200;
/** Others forget after 6 s that somebody types. */
const TYPING_AGAIN_MS = 3_000;
const TYPING_ENDS_MS = 5_000;

/** Receipts on their way out: only the furthest counts, and it is told until the server has taken it. */
export class Receipts {
  readonly #ports: PresencePorts;
  /** What the server has acknowledged from this device, by command and conversation. */
  readonly #told = new Map<string, number>();
  #timer: Timer | null = null;
  #running = false;

  constructor(ports: PresencePorts) {
    this.#ports = ports;
  }

  /** To be called after messages arrived, something was read, or the connection came. */
  notice(): void {
    if (this.#timer === null) {
      this.#timer = this.#ports.clock.after(COALESCE_MS, () => {
        this.#timer = null;
        void this.#flush();
      });
    }
  }

  close(): void {
    if (this.#timer !== null) {
      this.#ports.clock.cancel(this.#timer);
    }
  }

  async #flush(): Promise<void> {
    if (!this.#ports.leads()) {
      return;
    }
    if (this.#running) {
      this.notice();
      return;
    }
    this.#running = true;
    for (const conversation of this.#ports.state().conversations.values()) {
      await this.#tellOf(conversation);
    }
    this.#running = false;
  }

  async #tellOf(conversation: Conversation): Promise<void> {
    const me = this.#ports.state().me;
    const known = me ? conversation.receipts.get(me.id) : undefined;
    if (!known) {
      return; // not a participant (an overseer), or not known yet
    }
    const read = Math.min(conversation.readSeq, conversation.tail);
    if (await this.#tell("receipt.read", conversation.id, read, known.read_seq)) {
      return;
    }
    await this.#tell("receipt.delivered", conversation.id, conversation.tail, Math.max(known.delivered_seq, read));
  }

  /** Whether nothing further has to be told: `seq` is as far as the other command would go. */
  async #tell(
    command: "receipt.read" | "receipt.delivered",
    conversation_id: string,
    seq: number,
    known: number,
  ): Promise<boolean> {
    const key = `${command} ${conversation_id}`;
    if (seq <= Math.max(known, this.#told.get(key) ?? 0)) {
      return false;
    }
    const answer = await this.#ports.tell(command, { conversation_id, seq });
    if (answer.ok || !answer.error.retryable) {
      this.#told.set(key, seq);
    }
    return seq >= (this.#ports.state().conversations.get(conversation_id)?.tail ?? 0);
  }
}

/** "I am typing": called on every key, told rarely; ends by itself. */
export class TypingSignal {
  readonly #ports: PresencePorts;
  readonly #told = new Map<string, { state: TypingState; at: number }>();
  readonly #endings = new Map<string, Timer>();

  constructor(ports: PresencePorts) {
    this.#ports = ports;
  }

  set(conversationId: string, state: TypingState): void {
    const told = this.#told.get(conversationId) ?? { state: "idle", at: 0 };
    const now = this.#ports.clock.now();
    this.#cancelEnding(conversationId);
    if (state !== "idle") {
      const ending = this.#ports.clock.after(TYPING_ENDS_MS, () => this.set(conversationId, "idle"));
      this.#endings.set(conversationId, ending);
    }
    if (state !== told.state || (state !== "idle" && now - told.at >= TYPING_AGAIN_MS)) {
      this.#told.set(conversationId, { state, at: now });
      this.#ports.tellTyping(conversationId, state);
    }
  }

  /** The message is on its way: it ends the typing itself, for everybody. */
  sent(conversationId: string): void {
    this.#cancelEnding(conversationId);
    this.#told.delete(conversationId);
  }

  close(): void {
    for (const timer of this.#endings.values()) {
      this.#ports.clock.cancel(timer);
    }
  }

  #cancelEnding(conversationId: string): void {
    const timer = this.#endings.get(conversationId);
    if (timer !== undefined) {
      this.#ports.clock.cancel(timer);
      this.#endings.delete(conversationId);
    }
  }
}
