/** Which of a person's tabs leads: the one that holds a Web Lock. The browser gives it on when a tab closes or crashes. */

/** The part of the browser's lock manager that is used. */
export interface Locks {
  request(name: string, options: LockOptions, held: () => Promise<void>): Promise<unknown>;
}

export interface ElectionPorts {
  readonly locks: Locks;
  readonly name: string;
  won(): void;
  /** Another tab found this one frozen and took over. */
  lost(): void;
}

export class Election {
  readonly #ports: ElectionPorts;
  #queue = new AbortController();
  #leave: (() => void) | null = null;
  #closed = false;

  constructor(ports: ElectionPorts) {
    this.#ports = ports;
  }

  get won(): boolean {
    return this.#leave !== null;
  }

  /** Leads as soon as no other tab does. */
  stand(): void {
    this.#queue = new AbortController();
    this.#ask({ signal: this.#queue.signal });
  }

  /** Takes over from a tab that does not answer. */
  seize(): void {
    if (!this.won && !this.#closed) {
      this.#queue.abort();
      this.#ask({ steal: true });
    }
  }

  /** Leaves it to the others, until it stands again. */
  resign(): void {
    this.#queue.abort();
    this.#leave?.();
    this.#leave = null;
  }

  close(): void {
    this.#closed = true;
    this.resign();
  }

  #ask(options: LockOptions): void {
    const { locks, name } = this.#ports;
    const held = () => new Promise<void>((leave) => this.#begin(leave));
    locks.request(name, options, held).catch(() => this.#end());
  }

  #begin(leave: () => void): void {
    if (this.#closed) {
      leave();
      return;
    }
    this.#leave = leave;
    this.#ports.won();
  }

  /** Withdrawn by ourselves, or taken by another tab. */
  #end(): void {
    if (this.won && !this.#closed) {
      this.#leave = null;
      this.#ports.lost();
      this.stand();
    }
  }
}
