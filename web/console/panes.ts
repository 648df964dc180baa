/** Which consultations stand side by side, and in which of them one works. Pure. */

import { partsBelow } from "../shared/shell/router";

export const BASE = "/console";
/** So many stand side by side at most, however wide the screen is. */
const MOST = 4;
const PANE_PX = 368;
const LIST_PX = 336;
const CARD_PX = 352;

export interface Panes {
  /** From left to right, each once. */
  readonly ids: readonly string[];
  /** One of them; null when there is none. */
  readonly current: string | null;
}

export const NO_PANES: Panes = { ids: [], current: null };

/** `/console/b?with=a.b.c`: a, b and c from left to right, and one works in b. */
export function panesAt({ path, query }: { readonly path: string; readonly query: URLSearchParams }): Panes {
  const current = partsBelow(BASE, path)[0] ?? null;
  if (current === null) return NO_PANES;
  const named = (query.get("with") ?? "").split(".").filter(Boolean);
  const ids = [...new Set(named.includes(current) ? named : [current])].slice(0, MOST);
  return { ids: ids.includes(current) ? ids : [current], current };
}

export function addressOf({ ids, current }: Panes): string {
  if (current === null) return BASE;
  const address = `${BASE}/${encodeURIComponent(current)}`;
  return ids.length > 1 ? `${address}?with=${ids.map(encodeURIComponent).join(".")}` : address;
}

/** In the place of the one that was worked in, unless it stands there already. */
export function opened({ ids, current }: Panes, id: string): Panes {
  if (ids.includes(id)) return { ids, current: id };
  return { ids: current === null ? [id] : ids.map((one) => (one === current ? id : one)), current: id };
}

/** To the right of the one that was worked in; where nothing more fits, the farthest of the others gives way. */
export function openedBeside(panes: Panes, id: string, room: number): Panes {
  const { ids, current } = panes;
  if (ids.includes(id) || current === null || room < 2) return opened(panes, id);
  const after = ids.indexOf(current) + 1;
  const all = [...ids.slice(0, after), id, ...ids.slice(after)];
  while (all.length > Math.min(room, MOST)) all.splice(all.at(-1) === id ? 0 : -1, 1);
  return { ids: all, current: id };
}

/** Its neighbour takes over. */
export function closed({ ids, current }: Panes, id: string): Panes {
  const at = ids.indexOf(id);
  const left = ids.filter((one) => one !== id);
  return { ids: left, current: current === id ? (left[Math.min(at, left.length - 1)] ?? null) : current };
}

/** The pane so many further to the right, around the end. */
export function stepped({ ids, current }: Panes, step: 1 | -1): Panes {
  const at = current === null ? 0 : ids.indexOf(current);
  return { ids, current: ids[(at + step + ids.length) % ids.length] ?? null };
}

/** Those that fit, the one that is worked in among them. */
export function shown({ ids, current }: Panes, room: number): readonly string[] {
  const fitting = ids.slice(0, Math.max(1, room));
  if (current === null || fitting.includes(current)) return fitting;
  return [...fitting.slice(0, -1), current];
}

/** How many conversations fit beside the list, and beside the client's card where that is open. */
export function roomIn(width: number, card: boolean): number {
  const left = width - LIST_PX - (card && hasCardColumn(width) ? CARD_PX : 0);
  return Math.min(MOST, Math.max(1, Math.floor(left / PANE_PX)));
}

/** Where there is no room for the card as a column, it lies over the conversation. */
export function hasCardColumn(width: number): boolean {
  return width >= LIST_PX + PANE_PX + CARD_PX;
}
