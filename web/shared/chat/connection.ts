/** The socket: whether we are connected, commands with their answers, events as they come. */

import type { Commands, Events } from "../../contracts/socket";
import { type Answer, failure, unanswered } from "./answer";
import { type Clock, fullJitter, type Timer } from "./clock";
import { Link } from "./link";
import { Listeners } from "./listeners";
import type { ConnectionState } from "./state";

export type CommandName = keyof Commands;
export type EventName = keyof Events;
export type Payload<Name extends CommandName> = Commands[Name]["payload"];
export type Data<Name extends CommandName> = Commands[Name]["data"];

/** Whether we are up to date (`behind`) is not the socket's to know: `sync.ts` does. */
export type ConnectionStatus = Exclude<ConnectionState, { name: "behind" }>;

/** An event as it came. */
export type Heard = { [Name in EventName]: { readonly name: Name; readonly payload: Events[Name] } }[EventName];

/** Delivers each event at most once and in order per connection; what a broken connection swallowed is `sync.ts`'s to heal. */
export interface Connection {
  readonly status: ConnectionStatus;
  start(): void;
  /** Asks once and always answers; "offline" and "timeout" are answers too. Never kept for later. */
  command<Name extends CommandName>(
    name: Name,
    payload: Payload<Name>,
    timeoutMs?: number,
  ): Promise<Answer<Data<Name>>>;
  /** Every event. */
  onEvent(listener: (heard: Heard) => void): () => void;
  onStatus(listener: (status: ConnectionStatus) => void): () => void;
  /** The person is back: try now rather than at `retryAt`. */
  wake(): void;
  close(): void;
}

export interface ConnectionOptions {
  /** The origin of the service; "" is the page's own. */
  readonly url: string;
  readonly token?: string | undefined;
  /** Whose connection this is to be; when the session turns out to be somebody else's it is refused. */
  readonly userId?: string | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  /** False: the browser says that there is none. */
  readonly hasNetwork?: () => boolean;
}

const COMMAND_TIMEOUT_MS = 10_000;
/** From the first packet to `session.ready`. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** The server says something at least every 25 s: after a longer silence, by the clock on the wall, the link is dead. */
const SILENCE_MS = 50_000;
const WATCH_MS = 5_000;
const PROBE_MS = 2_000;
/** An attempt that began before the network came back may hang: when the person is back, it is begun anew. */
const STALE_ATTEMPT_MS = 2_000;
const RECONNECT_BASE_MS = 500;
const RECONNECT_CAP_MS = 15_000;
/** Refusals of the handshake that pass by themselves; after every other one the session is over. */
const PASSING_CODES: ReadonlySet<string> = new Set(["rate_limited", "unavailable", "internal"]);

export function createConnection(options: ConnectionOptions): Connection {
  return new SocketConnection(options);
}

class SocketConnection implements Connection {
  status: ConnectionStatus = { name: "connecting" };
  readonly #options: ConnectionOptions;
  readonly #clock: Clock;
  readonly #events = new Listeners<Heard>();
  readonly #statuses = new Listeners<ConnectionStatus>();
  #link: Link | null = null;
  /** For the next attempt, the end of the present one, or the next look whether the link still lives. */
  #timer: Timer | null = null;
  #attempt = 0;
  #heardAt = 0;
  /** When the present attempt to connect began. */
  #askedAt = 0;
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#clock = options.clock;
  }

  start(): void {
    if (!this.#closed && !this.#link) {
      this.#connect();
    }
  }

  async command<Name extends CommandName>(
    name: Name,
    payload: Payload<Name>,
    timeoutMs = COMMAND_TIMEOUT_MS,
  ): Promise<Answer<Data<Name>>> {
    const link = this.#link;
    if (this.status.name !== "online" || !link?.connected) {
      return unanswered("offline");
    }
    const askedAt = this.#clock.now();
    const answer = await link.ask(name, payload, timeoutMs);
    if (answer === undefined) {
      const origin = link.connected ? "timeout" : "offline";
      this.#suspect(link, askedAt);
      return unanswered(origin);
    }
    return isAnswer<Data<Name>>(answer) ? answer : failure({ code: "internal", detail: "", retryable: true });
  }

  onEvent(listener: (heard: Heard) => void): () => void {
    return this.#events.add(listener);
  }

  onStatus(listener: (status: ConnectionStatus) => void): () => void {
    return this.#statuses.add(listener);
  }

  wake(): void {
    if (this.#closed || this.status.name === "refused") {
      return;
    }
    if (this.status.name === "online") {
      this.#watchSilence();
    } else if (!this.#link || this.#clock.now() - this.#askedAt > STALE_ATTEMPT_MS) {
      this.#attempt = 0;
      this.#connect();
    }
  }

  close(): void {
    this.#closed = true;
    this.#drop();
    this.#events.clear();
    this.#statuses.clear();
  }

  #connect(): void {
    this.#drop();
    this.#askedAt = this.#clock.now();
    this.#timer = this.#clock.after(HANDSHAKE_TIMEOUT_MS, () => this.#lost());
    const { url, token, clock } = this.#options;
    this.#link = new Link({
      url,
      auth: token ? { token } : {},
      clock,
      alive: () => {
        this.#heardAt = clock.now();
      },
      event: (name, payload) => this.#received(name, payload),
      refused: (data) => this.#refused(data),
      lost: () => this.#lost(),
    });
  }

  #received(name: string, payload: unknown): void {
    if (name === "session.ready" && this.#isOfAnother(payload as Events["session.ready"])) {
      this.#refuse("unauthenticated");
      return;
    }
    this.#events.tell({ name, payload } as Heard);
    if (name === "session.ready") {
      this.#attempt = 0;
      this.#become({ name: "online" });
      this.#watchSilence();
    } else if (name === "session.ended") {
      this.#refuse((payload as Events["session.ended"]).code);
    }
  }

  /** Somebody else has signed in to this browser since the page was made. */
  #isOfAnother(ready: Events["session.ready"]): boolean {
    const { userId } = this.#options;
    return userId !== undefined && ready.user.id !== userId;
  }

  /** A device that slept, or whose clock was set, finds out by itself: timers do not count while it sleeps. */
  #watchSilence(): void {
    this.#cancelTimer();
    if (Math.abs(this.#clock.now() - this.#heardAt) > SILENCE_MS) {
      this.#lost();
      return;
    }
    this.#timer = this.#clock.after(WATCH_MS, () => this.#watchSilence());
    if (this.#link && !this.#hasNetwork()) {
      void this.#probe(this.#link);
    }
  }

  /** Browsers are now and then wrong about the network: the server's answer decides. */
  async #probe(link: Link): Promise<void> {
    const answer = await link.ask("conversation.sync", { conversations: [] }, PROBE_MS);
    if (answer === undefined && link === this.#link) {
      this.#lost();
    }
  }

  #refused(data: unknown): void {
    const { code, retry_after_seconds } = (data ?? {}) as { code?: unknown; retry_after_seconds?: unknown };
    if (typeof code === "string" && !PASSING_CODES.has(code)) {
      this.#refuse(code);
    } else {
      this.#lost(Number(retry_after_seconds ?? 0) * 1000);
    }
  }

  #refuse(code: string): void {
    this.#drop();
    this.#become({ name: "refused", code });
  }

  #lost(atLeastMs = 0): void {
    this.#drop();
    const { clock, random } = this.#options;
    const wait = atLeastMs + fullJitter(this.#attempt, random, RECONNECT_BASE_MS, RECONNECT_CAP_MS);
    this.#attempt += 1;
    this.#timer = clock.after(wait, () => this.#connect());
    const cause = this.#hasNetwork() ? "no_answer" : "no_network";
    this.#become({ name: "offline", retryAt: clock.now() + wait, cause });
  }

  /** Nothing at all came since the question was asked: the link is half open, and waiting for it is in vain. */
  #suspect(link: Link, askedAt: number): void {
    if (link === this.#link && this.#heardAt <= askedAt) {
      this.#lost();
    }
  }

  #hasNetwork(): boolean {
    return this.#options.hasNetwork?.() ?? globalThis.navigator?.onLine !== false;
  }

  #drop(): void {
    this.#cancelTimer();
    this.#link?.close();
    this.#link = null;
  }

  #cancelTimer(): void {
    if (this.#timer !== null) {
      this.#clock.cancel(this.#timer);
      this.#timer = null;
    }
  }

  #become(status: ConnectionStatus): void {
    this.status = status;
    this.#statuses.tell(status);
  }
}

function isAnswer<T>(answer: unknown): answer is Answer<T> {
  return typeof answer === "object" && answer !== null && "ok" in answer && ("data" in answer || "error" in answer);
}
