/**
 * One WebSocket that speaks Socket.IO (protocol 5 on Engine.IO 4), as much of it as the product uses: the default namespace,
 * text, acknowledged commands. It lives once; `connection.ts` opens the next one.
 */

import type { Clock } from "./clock";

export interface LinkOptions {
  /** The origin of the service; "" is the page's own. */
  readonly url: string;
  readonly auth: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** Anything at all came. */
  alive(): void;
  event(name: string, payload: unknown): void;
  /** The server does not want this session; what it said about it. */
  refused(data: unknown): void;
  /** It is over, and not by `close()`. */
  lost(): void;
}

/** Engine.IO's packet types, then (within a message) Socket.IO's. */
const PING = "2";
const PONG = "3";
const CONNECT = "40";
const PACKET = /^(?:(0)|4([0-4])(\d*))(.*)$/s;

export class Link {
  readonly #options: LinkOptions;
  readonly #socket: WebSocket;
  readonly #asked = new Map<number, (answer: unknown) => void>();
  #last = 0;
  #connected = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    const url = new URL("/socket.io/?EIO=4&transport=websocket", options.url || globalThis.location.href);
    url.protocol = url.protocol.replace("http", "ws");
    this.#socket = new WebSocket(url);
    this.#socket.onmessage = ({ data }) => this.#received(String(data));
    this.#socket.onclose = () => this.#lost();
  }

  /** The server has accepted the session. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Resolves to what the server answers, or to undefined when it does not. */
  ask(name: string, payload: unknown, timeoutMs: number): Promise<unknown> {
    const id = this.#last++;
    const { clock } = this.#options;
    return new Promise((resolve) => {
      const timer = clock.after(timeoutMs, () => this.#answered(id, undefined));
      this.#asked.set(id, (answer) => {
        clock.cancel(timer);
        resolve(answer);
      });
      this.#socket.send(`42${id}${JSON.stringify([name, payload])}`);
    });
  }

  close(): void {
    this.#socket.onmessage = null;
    this.#socket.onclose = null;
    this.#socket.close();
    this.#over();
  }

  #received(text: string): void {
    this.#options.alive();
    if (text === PING) {
      this.#socket.send(PONG);
      return;
    }
    const [, opened, type, id, json = ""] = PACKET.exec(text) ?? [];
    if (opened) {
      this.#socket.send(CONNECT + JSON.stringify(this.#options.auth));
    } else if (type === "0") {
      this.#connected = true;
    } else if (type === "1") {
      this.#socket.close();
    } else if (type === "2") {
      const [name, payload] = JSON.parse(json) as [string, unknown];
      this.#options.event(name, payload);
    } else if (type === "3") {
      this.#answered(Number(id), (JSON.parse(json) as unknown[])[0]);
    } else if (type === "4") {
      this.#options.refused((JSON.parse(json) as { data?: unknown }).data);
    }
  }

  #answered(id: number, answer: unknown): void {
    const answered = this.#asked.get(id);
    this.#asked.delete(id);
    answered?.(answer);
  }

  #lost(): void {
    this.#over();
    this.#options.lost();
  }

  #over(): void {
    this.#connected = false;
    for (const id of [...this.#asked.keys()]) {
      this.#answered(id, undefined);
    }
  }
}
