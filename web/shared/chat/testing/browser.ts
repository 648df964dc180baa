import type { Clock, Timer } from "../clock";
import type { TabChannel, TabPorts } from "../tabs";

interface Claim {
  readonly tab: FakeTab;
  readonly grant: () => void;
  readonly refuse: (error: unknown) => void;
}

/** One browser's locks and channels, shared by its tabs. */
export class FakeBrowser {
  readonly #clock: Clock;
  readonly #claims = new Map<string, Claim[]>();
  readonly channels = new Set<FakeChannel>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  tab(): FakeTab {
    return new FakeTab(this, this.#clock);
  }

  /** The first claim of a name holds the lock. */
  claim(name: string, claim: Claim, steal: boolean): void {
    const claims = this.#claims.get(name) ?? [];
    this.#claims.set(name, claims);
    if (steal && claims.length > 0) {
      claims.shift()?.refuse(new DOMException("stolen", "AbortError"));
      claims.unshift(claim);
      claim.grant();
    } else {
      claims.push(claim);
      if (claims.length === 1) {
        claim.grant();
      }
    }
  }

  withdraw(isGone: (claim: Claim) => boolean): void {
    for (const claims of this.#claims.values()) {
      const holder = claims[0];
      claims.splice(0, claims.length, ...claims.filter((claim) => !isGone(claim)));
      if (claims[0] !== holder) {
        claims[0]?.grant();
      }
    }
  }
}

/** A tab with the fates of real ones: it freezes, thaws and crashes. */
export class FakeTab implements TabPorts {
  readonly clock: Clock;
  readonly #browser: FakeBrowser;
  readonly #late: (() => void)[] = [];
  #life: "awake" | "frozen" | "crashed" = "awake";

  constructor(browser: FakeBrowser, clock: Clock) {
    this.#browser = browser;
    this.clock = {
      now: () => clock.now(),
      after: (milliseconds: number, action: () => void): Timer => clock.after(milliseconds, () => this.run(action)),
      cancel: (timer: Timer) => clock.cancel(timer),
    };
  }

  /** Now, after the thaw, or never. */
  run(action: () => void): void {
    if (this.#life === "awake") {
      action();
    } else if (this.#life === "frozen") {
      this.#late.push(action);
    }
  }

  freeze(): void {
    this.#life = "frozen";
  }

  thaw(): void {
    this.#life = "awake";
    for (const action of this.#late.splice(0)) {
      action();
    }
  }

  crash(): void {
    this.#life = "crashed";
    this.#browser.withdraw(({ tab }) => tab === this);
  }

  channel(name: string): TabChannel {
    return new FakeChannel(this.#browser, this, name);
  }

  readonly locks = {
    request: (name: string, options: LockOptions, held: () => Promise<void>): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const release = (value: unknown) => {
          this.#browser.withdraw((one) => one === claim);
          resolve(value);
        };
        const claim: Claim = {
          tab: this,
          grant: () => void held().then(release),
          refuse: (error) => this.run(() => reject(error)),
        };
        options.signal?.addEventListener("abort", () => {
          this.#browser.withdraw((one) => one === claim);
          reject(options.signal?.reason);
        });
        queueMicrotask(() => this.#browser.claim(name, claim, options.steal === true));
      }),
  };
}

export class FakeChannel implements TabChannel {
  onmessage: TabChannel["onmessage"] = null;
  readonly #browser: FakeBrowser;

  constructor(
    browser: FakeBrowser,
    readonly tab: FakeTab,
    readonly name: string,
  ) {
    this.#browser = browser;
    browser.channels.add(this);
  }

  postMessage(message: unknown): void {
    const data: unknown = structuredClone(message);
    for (const other of this.#browser.channels) {
      if (other !== this && other.name === this.name) {
        queueMicrotask(() => other.tab.run(() => other.hear(data)));
      }
    }
  }

  close(): void {
    this.#browser.channels.delete(this);
  }

  hear(data: unknown): void {
    this.onmessage?.call(this as never, { data } as MessageEvent);
  }
}
