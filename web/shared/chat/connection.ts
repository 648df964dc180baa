/** The socket: whether we are connected, commands with their answers, events as they come. */

import { io, type Socket } from "socket.io-client";
import type { Commands, Events } from "../../contracts/socket";
import { type Answer, failure, unanswered } from "./answer";
import { type Clock, fullJitter, type Timer } from "./clock";
import type { ConnectionState } from "./state";

export type CommandName = keyof Commands;
export type EventName = keyof Events;
export type Payload<Name extends CommandName> = Commands[Name]["payload"];
export type Data<Name extends CommandName> = Commands[Name]["data"];

/** Whether we are up to date (`behind`) is not the socket's to know: `sync.ts` does. */
export type ConnectionStatus = Exclude<ConnectionState, { name: "behind" }>;

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
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
  onStatus(listener: (status: ConnectionStatus) => void): () => void;
  /** The person is back: try now rather than at `retryAt`. */
  wake(): void;
  close(): void;
}

export interface ConnectionOptions {
  /** The origin of the service; "" is the page's own. */
  readonly url: string;
  readonly token?: string | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  /** Polling needs a proxy that keeps a client on one process; only with such a proxy add "polling". */
  readonly transports?: readonly ("websocket" | "polling")[];
}

const COMMAND_TIMEOUT_MS = 10_000;
/** From the first packet to `session.ready`. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
const RECONNECT_BASE_MS = 500;
const RECONNECT_CAP_MS = 15_000;
/** Refusals of the handshake that pass by themselves; after every other one the session is over. */
const PASSING_CODES: ReadonlySet<string> = new Set(["rate_limited", "unavailable", "internal"]);

export function createConnection(options: ConnectionOptions): Connection {
  return new SocketConnection(options);
}

class SocketConnection implements Connection {
  status: ConnectionStatus = { name: "connecting" };
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  readonly #statusListeners = new Set<(status: ConnectionStatus) => void>();
  #timer: Timer | null = null;
  #attempt = 0;
  #heardAt = 0;
  #closed = false;

  constructor({ url, token, clock, random, transports = ["websocket"] }: ConnectionOptions) {
    this.#clock = clock;
    this.#random = random;
    this.#socket = io(url || "/", {
      transports: [...transports],
      tryAllTransports: true,
      auth: token ? { token } : {},
      withCredentials: !token,
      autoConnect: false,
      reconnection: false,
      forceNew: true,
      timeout: HANDSHAKE_TIMEOUT_MS,
    });
    this.#socket.on("disconnect", () => this.#lost());
    this.#socket.on("connect_error", (error) => this.#refusedOrLost(error));
    this.#socket.onAny((name: string, payload: unknown) => this.#received(name, payload));
    this.#socket.io.on("open", () => {
      this.#socket.io.engine.on("packet", () => {
        this.#heardAt = this.#clock.now();
      });
    });
  }

  start(): void {
    if (!this.#closed && !this.#socket.active) {
      this.#connect();
    }
  }

  async command<Name extends CommandName>(
    name: Name,
    payload: Payload<Name>,
    timeoutMs = COMMAND_TIMEOUT_MS,
  ): Promise<Answer<Data<Name>>> {
    if (this.status.name !== "online" || !this.#socket.connected) {
      return unanswered("offline");
    }
    const askedAt = this.#clock.now();
    try {
      const answer: unknown = await this.#socket.timeout(timeoutMs).emitWithAck(name, payload);
      return isAnswer<Data<Name>>(answer) ? answer : failure({ code: "internal", detail: "", retryable: true });
    } catch {
      this.#suspect(askedAt);
      return unanswered(this.#socket.connected ? "timeout" : "offline");
    }
  }

  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  onStatus(listener: (status: ConnectionStatus) => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  wake(): void {
    if (this.status.name === "offline" && !this.#socket.active) {
      this.#attempt = 0;
      this.#connect();
    }
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimer();
    this.#socket.disconnect();
    this.#listeners.clear();
    this.#statusListeners.clear();
  }

  #connect(): void {
    this.#cancelTimer();
    this.#timer = this.#clock.after(HANDSHAKE_TIMEOUT_MS, () => this.#recycle());
    this.#socket.connect();
  }

  #received(name: string, payload: unknown): void {
    if (this.#closed) {
      return;
    }
    for (const listener of this.#listeners.get(name) ?? []) {
      listener(payload as never);
    }
    if (name === "session.ready") {
      this.#cancelTimer();
      this.#attempt = 0;
      this.#become({ name: "online" });
    } else if (name === "session.ended") {
      this.#refuse((payload as Events["session.ended"]).code);
    }
  }

  #refusedOrLost(error: Error & { data?: unknown }): void {
    const data = error.data as { code?: unknown; retry_after_seconds?: unknown } | undefined;
    if (typeof data?.code === "string" && !PASSING_CODES.has(data.code)) {
      this.#refuse(data.code);
    } else {
      this.#lost(Number(data?.retry_after_seconds ?? 0) * 1000);
    }
  }

  #refuse(code: string): void {
    this.#become({ name: "refused", code });
    this.#cancelTimer();
    this.#socket.disconnect();
  }

  #lost(atLeastMs = 0): void {
    if (this.#closed || this.status.name === "refused") {
      return;
    }
    this.#cancelTimer();
    const wait = atLeastMs + fullJitter(this.#attempt, this.#random, RECONNECT_BASE_MS, RECONNECT_CAP_MS);
    this.#attempt += 1;
    this.#timer = this.#clock.after(wait, () => this.#connect());
    this.#become({ name: "offline", retryAt: this.#clock.now() + wait });
  }

  /** Nothing at all came since the question was asked: the link is half open, and waiting for it is in vain. */
  #suspect(askedAt: number): void {
    if (this.#socket.connected && this.#heardAt <= askedAt) {
      this.#recycle();
    }
  }

  #recycle(): void {
    const connected = this.#socket.connected;
    this.#socket.disconnect();
    if (!connected) {
      this.#lost();
    }
  }

  #cancelTimer(): void {
    if (this.#timer !== null) {
      this.#clock.cancel(this.#timer);
      this.#timer = null;
    }
  }

  #become(status: ConnectionStatus): void {
    this.status = status;
    for (const listener of this.#statusListeners) {
      listener(status);
    }
  }
}

function isAnswer<T>(answer: unknown): answer is Answer<T> {
  return typeof answer === "object" && answer !== null && "ok" in answer && ("data" in answer || "error" in answer);
}
