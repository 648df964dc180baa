/** `window.Astars`: what a page may ask of the chat, and what it is told. */

import type { Person } from "./host";

export interface Happenings {
  open: undefined;
  close: undefined;
  /** Somebody of support has written; the words stay between them and the visitor. */
  message: undefined;
  /** How many messages wait while the chat is closed. */
  unread: number;
}

type Name = keyof Happenings;
type Listener = (detail?: number) => void;

export interface Signals {
  tell(name: Name, detail?: number): void;
}

export interface Callable {
  open(): Promise<void>;
  close(): Promise<void>;
  person: Person | undefined;
}

export interface AstarsApi {
  open(): void;
  close(): void;
  /** Fills the form in beforehand; the visitor sees it and sends it. */
  identify(person: Person): void;
  /** The answer takes the listener away. */
  on(name: Name, listener: Listener): () => void;
  /** One call as a list: `["open"]`. Works before the chat's script is there, too, when `Astars` is a plain list. */
  push(...calls: readonly Call[]): void;
}

type Call = readonly [keyof Omit<AstarsApi, "push">, ...unknown[]];

/** Puts the interface in the place of the calls that were made before, and makes them in their order. */
export function answerCalls(page: { Astars?: unknown }, chat: Callable): Signals {
  const listeners = new Map<Name, Set<Listener>>();
  const api: AstarsApi = {
    open: () => void chat.open(),
    close: () => void chat.close(),
    identify: (person) => {
      chat.person = person;
    },
    on(name, listener) {
      const those = listeners.get(name) ?? new Set();
      listeners.set(name, those.add(listener));
      return () => void those.delete(listener);
    },
    push(...calls) {
      for (const [name, ...values] of calls) {
        // A page's slip is the page's: the calls after it are still made.
        const call: unknown = name !== ("push" as string) && Object.hasOwn(api, name) && api[name];
        if (typeof call === "function") call(...values);
      }
    },
  };
  const early = page.Astars;
  page.Astars = api;
  if (Array.isArray(early)) api.push(...early);
  return {
    tell(name, detail) {
      // What a page's listener throws is reported as its own error and keeps nobody else from hearing.
      for (const listener of listeners.get(name) ?? []) queueMicrotask(() => listener(detail));
    },
  };
}
