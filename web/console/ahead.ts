/** Loads the newest words of conversations before they are opened, so that going to one shows them at once. No DOM. */

import type { Chat } from "../shared/chat/chat";

export interface Ahead {
  /** Of all these, one after the other, while nothing else is to be done. */
  of(ids: readonly string[]): void;
  /** Of this one, now: somebody is about to open it. */
  now(id: string): void;
}

export interface AheadPorts {
  readonly chat: Pick<Chat, "jumpToNewest" | "store">;
  /** It is loaded by whoever opened it. */
  isOpen(id: string): boolean;
  /** Calls back when nothing else is to be done. */
  idle(then: () => void): void;
}

/** The rest is loaded when somebody points at it. */
const MOST = 60;

export function createAhead({ chat, isOpen, idle }: AheadPorts): Ahead {
  const asked = new Set<string>();
  let waiting: readonly string[] = [];
  let busy = false;
  const isWanted = (id: string) => {
    const { connection, conversations } = chat.store.state;
    const known = conversations.get(id);
    return connection.name === "online" && known !== undefined && !known.opened && !asked.has(id) && !isOpen(id);
  };
  const load = async (id: string) => {
    if (!isWanted(id)) return;
    // Once: what could not be loaded ahead is loaded when it is opened.
    asked.add(id);
    await chat.jumpToNewest(id);
  };
  const next = () => {
    const id = waiting.find(isWanted);
    busy = id !== undefined;
    if (id) idle(() => void load(id).then(next));
  };
  return {
    of(ids) {
      waiting = ids.slice(0, MOST);
      if (!busy) next();
    },
    now: (id) => void load(id),
  };
}

/** What a browser has for it; where it saves data nothing is loaded that nobody asked for. */
export function whenIdle(then: () => void): void {
  if (isSavingData()) return;
  if ("requestIdleCallback" in globalThis) requestIdleCallback(then, { timeout: 2_000 });
  else setTimeout(then, 200);
}

function isSavingData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
