/** Catching up: on connect, on focus, on a gap and every 30 s, until nothing is missing. Events are hints; this is what heals. */

import type { SyncAnswer, SyncPoint } from "../../contracts/socket";
import type { Answer } from "./answer";
import { type Clock, fullJitter, type Timer } from "./clock";
import type { ChatState, Conversation } from "./state";
import { hasGap } from "./timeline";

export interface SyncPorts {
  readonly clock: Clock;
  readonly random: () => number;
  state(): ChatState;
  ask(points: readonly SyncPoint[]): Promise<Answer<SyncAnswer>>;
  synced(answer: SyncAnswer): void;
  /** Whether everything that is known to exist is there; false from a connect or a gap until that is healed. */
  caughtUp(caughtUp: boolean): void;
}

const EVERY_MS = 30_000;
/** Conversations per question; the server accepts 200. */
const PAGE = 100;
/** Questions in one go, so that a conversation the server never calls complete cannot keep us busy for ever. */
const MOST_PAGES = 1_000;
const RETRY_BASE_MS = 1_000;
const RETRY_CAP_MS = 10_000;
/** Events overtake each other by moments; only a gap that stays is worth a question. */
const GAP_PATIENCE_MS = 50;

export class Sync {
  readonly #ports: SyncPorts;
  #running = false;
  #again = false;
  #timer: Timer | null = null;
  #patience: Timer | null = null;
  #attempt = 0;
  #connected = false;

  constructor(ports: SyncPorts) {
    this.#ports = ports;
  }

  connected(): void {
    this.#connected = true;
    this.#attempt = 0;
    this.#ports.caughtUp(false);
    this.now();
  }

  disconnected(): void {
    this.#connected = false;
    this.#again = false;
    this.#cancel();
    if (this.#patience !== null) {
      this.#ports.clock.cancel(this.#patience);
      this.#patience = null;
    }
  }

  /** To be called after messages arrived. */
  notice(conversation: Conversation | undefined): void {
    if (this.#connected && conversation && isIncomplete(conversation) && this.#patience === null) {
      this.#patience = this.#ports.clock.after(GAP_PATIENCE_MS, () => {
        this.#patience = null;
        void this.#heal();
      });
    }
  }

  now(): void {
    this.#cancel();
    if (this.#connected) {
      void this.#run();
    }
  }

  /** Asks for the conversations with gaps alone; what has healed by itself costs nothing. */
  async #heal(): Promise<void> {
    const incomplete = [...this.#ports.state().conversations.values()].filter(isIncomplete);
    if (this.#running || incomplete.length === 0) {
      this.#again ||= incomplete.length > 0;
      return;
    }
    this.#ports.caughtUp(!incomplete.some(hasGap));
    this.#running = true;
    const done = await this.#catchUp(incomplete.map((one) => one.id));
    this.#running = false;
    if (this.#again || !done) {
      this.#again = false;
      this.now();
    } else if (this.#connected) {
      this.#ports.caughtUp(true);
    }
  }

  async #run(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    const done = await this.#catchUp(this.#wanted());
    this.#running = false;
    if (!this.#connected) {
      return;
    }
    if (!done) {
      this.#schedule(RETRY_BASE_MS / 2 + fullJitter(this.#attempt++, this.#ports.random, RETRY_BASE_MS, RETRY_CAP_MS));
    } else if (this.#again) {
      this.#again = false;
      void this.#run();
    } else {
      this.#attempt = 0;
      this.#ports.caughtUp(true);
      this.#schedule(EVERY_MS * (0.9 + 0.2 * this.#ports.random()));
    }
  }

  async #catchUp(wanted: readonly string[]): Promise<boolean> {
    let ids = wanted;
    for (let page = 0; ids.length > 0 && page < MOST_PAGES; page += 1) {
      const asked = ids.slice(0, PAGE);
      const answer = await this.#ports.ask(this.#points(asked));
      if (!answer.ok) {
        return false;
      }
      this.#ports.synced(answer.data);
      const unfinished = answer.data.conversations.filter((conversation) => !conversation.complete);
      ids = [...unfinished.map((conversation) => conversation.id), ...ids.slice(PAGE)];
    }
    return true;
  }

  /** What can change: everything active, and whatever is open. The focused conversation first. */
  #wanted(): string[] {
    const { conversations, focused } = this.#ports.state();
    const wanted = [...conversations.values()].filter(
      (one) => one.state === "active" || one.opened || isIncomplete(one),
    );
    return wanted.map((one) => one.id).sort((one, other) => Number(other === focused) - Number(one === focused));
  }

  #points(ids: readonly string[]): SyncPoint[] {
    const { conversations } = this.#ports.state();
    return ids.map((id) => {
      const known = conversations.get(id);
      return { id, last_seq: known?.tail ?? 0, rev: known?.rev ?? 0 };
    });
  }

  #schedule(milliseconds: number): void {
    this.#cancel();
    this.#timer = this.#ports.clock.after(milliseconds, () => this.now());
  }

  #cancel(): void {
    if (this.#timer !== null) {
      this.#ports.clock.cancel(this.#timer);
      this.#timer = null;
    }
  }
}

function isIncomplete(conversation: Conversation): boolean {
  return hasGap(conversation) || !conversation.details;
}
