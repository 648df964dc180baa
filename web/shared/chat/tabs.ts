/**
 * One connection for all tabs of a person. The tab that leads (`election.ts`) holds the only socket and passes on what
 * it hears; the others ask through it. To everything above, both are a `Connection`; each tab keeps a state of its own.
 */

import type { SessionReady } from "../../contracts/socket";
import { type Answer, unanswered } from "./answer";
import type { Clock, Timer } from "./clock";
import type { CommandName, Connection, ConnectionStatus, Data, Heard, Payload } from "./connection";
import { Election, type Locks } from "./election";
import { newId } from "./identity";
import type { Letter, TabNews } from "./letters";
import { Listeners } from "./listeners";

/** Everybody but the sender hears, once and in order. */
export type TabChannel = Pick<BroadcastChannel, "postMessage" | "onmessage" | "close">;

/** What the browser gives for it. */
export interface TabPorts {
  readonly locks: Locks;
  channel(name: string): TabChannel;
}

/** This tab's place among the others. A tab that stands alone leads. */
export interface Tabs {
  readonly leads: boolean;
  /** Told to all other tabs. */
  tell(news: TabNews): void;
  onNews(listener: (news: TabNews) => void): () => void;
}

export interface SharedOptions {
  readonly ports: TabPorts;
  /** Whose tabs: nobody else's may have the same name. */
  readonly name: string;
  readonly clock: Clock;
  readonly random: () => number;
  /** Opens the socket; called when this tab begins to lead. */
  open(): Connection;
  /** What a tab that comes later has to know to begin; null before the session is there. */
  greeting(): SessionReady | null;
}

const COMMAND_TIMEOUT_MS = 12_000;
/** A leader that has not answered for this long is frozen. */
const PATIENCE_MS = 3_000;
const PING_EVERY_MS = 2_000;

export class SharedConnection implements Connection, Tabs {
  status: ConnectionStatus = { name: "connecting" };
  readonly #options: SharedOptions;
  readonly #id = newId();
  readonly #channel: TabChannel;
  readonly #election: Election;
  readonly #events = new Listeners<Heard>();
  readonly #statuses = new Listeners<ConnectionStatus>();
  readonly #news = new Listeners<TabNews>();
  readonly #asked = new Map<string, (answer: Answer<never>) => void>();
  #socket: Connection | null = null;
  #leader = "";
  #closed = false;
  #timer: Timer | null = null;
  /** A ping is on its way since then; null when the leader has spoken. */
  #doubtedAt: number | null = null;

  constructor(options: SharedOptions) {
    this.#options = options;
    const { ports, name } = options;
    this.#channel = ports.channel(name);
    this.#channel.onmessage = ({ data }) => this.#received(data as Letter);
    this.#election = new Election({ locks: ports.locks, name, won: () => this.#lead(), lost: () => this.#follow() });
  }

  get leads(): boolean {
    return this.#socket !== null;
  }

  start(): void {
    this.#election.stand();
    this.#post({ type: "hello", from: this.#id });
    this.#watch();
  }

  async command<Name extends CommandName>(
    name: Name,
    payload: Payload<Name>,
    timeoutMs?: number,
  ): Promise<Answer<Data<Name>>> {
    if (this.#socket) {
      return this.#socket.command(name, payload, timeoutMs);
    }
    if (this.status.name !== "online") {
      return unanswered("offline");
    }
    const id = newId();
    this.#post({ type: "ask", to: this.#leader, at: this.#options.clock.now(), id, name, payload });
    return new Promise((resolve) => {
      const timer = this.#options.clock.after(timeoutMs ?? COMMAND_TIMEOUT_MS, () =>
        this.#answered(id, unanswered("timeout")),
      );
      this.#asked.set(id, (answer) => {
        this.#options.clock.cancel(timer);
        resolve(answer);
      });
    });
  }

  onEvent(listener: (heard: Heard) => void): () => void {
    return this.#events.add(listener);
  }

  onStatus(listener: (status: ConnectionStatus) => void): () => void {
    return this.#statuses.add(listener);
  }

  onNews(listener: (news: TabNews) => void): () => void {
    return this.#news.add(listener);
  }

  tell(news: TabNews): void {
    this.#post({ type: "news", news });
  }

  wake(): void {
    if (this.#socket) {
      this.#socket.wake();
    } else {
      this.#post({ type: "wake" });
      this.#watch();
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer();
    this.#giveUp();
    this.#socket?.close();
    this.#socket = null;
    this.#election.close();
    this.#channel.onmessage = null;
    this.#channel.close();
    for (const listeners of [this.#events, this.#statuses, this.#news]) {
      listeners.clear();
    }
  }

  #lead(): void {
    this.#cancelTimer();
    this.#giveUp();
    const socket = this.#options.open();
    this.#socket = socket;
    this.#leader = this.#id;
    socket.onEvent((heard) => {
      this.#post({ type: "heard", heard });
      this.#events.tell(heard);
    });
    socket.onStatus((status) => (status.name === "refused" ? this.#resign(status) : this.#lives(status, false)));
    this.#lives(socket.status, true);
    socket.start();
  }

  /** Somebody else leads now: two sockets would be one too many. */
  #follow(): void {
    this.#socket?.close();
    this.#socket = null;
    this.#become({ name: "connecting" });
    this.#post({ type: "hello", from: this.#id });
    this.#watch();
  }

  /** The server does not want this tab; another may know a newer session, and then this one follows. */
  #resign(status: ConnectionStatus): void {
    this.#socket?.close();
    this.#socket = null;
    this.#election.resign();
    this.#become(status);
  }

  #lives(status: ConnectionStatus, won: boolean): void {
    this.#post({ type: "leader", from: this.#id, won, status });
    this.#become(status);
  }

  #received(letter: Letter): void {
    if (letter.type === "news") {
      this.#news.tell(letter.news);
    } else if (this.#socket) {
      this.#serve(this.#socket, letter);
    } else {
      this.#obey(letter);
    }
  }

  /** What the others want of the leader. */
  #serve(socket: Connection, letter: Letter): void {
    if (letter.type === "hello") {
      const ready = socket.status.name === "online" ? this.#options.greeting() : null;
      if (ready) {
        this.#post({ type: "greeting", to: letter.from, ready });
      }
      this.#post({ type: "leader", from: this.#id, won: true, status: socket.status });
    } else if (letter.type === "ping") {
      this.#post({ type: "pong" });
    } else if (letter.type === "wake") {
      socket.wake();
    } else if (letter.type === "ask" && letter.to === this.#id && this.#isFresh(letter.at)) {
      const { id, name, payload } = letter;
      void socket.command(name, payload as never).then((answer) => {
        this.#post({ type: "answer", id, answer: answer as Answer<never> });
      });
    }
  }

  /** A tab that was held up itself finds questions that were given up long ago, and perhaps asked of another. */
  #isFresh(at: number): boolean {
    return this.#options.clock.now() - at < PATIENCE_MS;
  }

  /** What the leader says. */
  #obey(letter: Letter): void {
    if (letter.type === "heard") {
      this.#events.tell(letter.heard);
    } else if (letter.type === "answer") {
      this.#answered(letter.id, letter.answer);
    } else if (letter.type === "greeting" && letter.to === this.#id) {
      this.#events.tell({ name: "session.ready", payload: letter.ready });
    } else if (letter.type === "leader" && this.status.name === "refused") {
      if (letter.status.name === "online") {
        this.#election.stand();
        this.#follow();
      }
    } else if (letter.type === "leader" && (letter.won || letter.from === this.#leader)) {
      if (letter.from !== this.#leader) {
        this.#leader = letter.from;
        this.#giveUp();
      }
      this.#become(letter.status);
    }
    if (letter.type !== "hello" && letter.type !== "ping" && letter.type !== "wake" && letter.type !== "ask") {
      this.#doubtedAt = null;
    }
  }

  /** Asks the leader for a sign of life, again and again. */
  #watch(): void {
    this.#cancelTimer();
    const { clock, random } = this.#options;
    const now = clock.now();
    const since = this.#doubtedAt;
    // A timer that comes late was held up itself: then nobody else is to blame.
    if (since !== null && now - since >= PATIENCE_MS && now - since < 3 * PATIENCE_MS) {
      this.#doubtedAt = null;
      this.#election.seize();
      return;
    }
    if (since === null || now - since >= PATIENCE_MS) {
      this.#doubtedAt = now;
      this.#post({ type: "ping" });
    }
    this.#timer = clock.after(PING_EVERY_MS * (0.5 + random() / 2), () => this.#watch());
  }

  /** Whoever was asked cannot answer any more. */
  #giveUp(): void {
    for (const id of [...this.#asked.keys()]) {
      this.#answered(id, unanswered("offline"));
    }
  }

  #answered(id: string, answer: Answer<never>): void {
    const answered = this.#asked.get(id);
    this.#asked.delete(id);
    answered?.(answer);
  }

  #post(letter: Letter): void {
    if (!this.#closed) {
      this.#channel.postMessage(letter);
    }
  }

  #become(status: ConnectionStatus): void {
    if (status.name === "online" && this.status.name === "online") {
      return;
    }
    this.status = status;
    this.#statuses.tell(status);
  }

  #cancelTimer(): void {
    if (this.#timer !== null) {
      this.#options.clock.cancel(this.#timer);
      this.#timer = null;
    }
  }
}
