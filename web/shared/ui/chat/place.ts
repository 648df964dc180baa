/**
 * Where in the conversation the person is, and which rows have to be drawn for that. No Preact: the hook in `scroll.ts`
 * calls it at the right moments.
 *
 * The place is the bottom, or a row and how far below the upper edge it stands. Scrolling changes the place; whatever else
 * happens (older messages, a picture, an edit, a keyboard) changes `scrollTop` so that the place stays.
 */

import { Lengths } from "./lengths";
import { type Row, seqOf, shapeOf } from "./rows";

const NEAR_BOTTOM_PX = 60;
/** So near to an end of what is loaded, more is asked for. */
const NEAR_PX = 1200;
/** What a quick flick shows before the next drawing. */
export const BEYOND_PX = 600;
/** The drawn part begins and ends at multiples of this, so that not every row scrolled past draws anew. */
const STEP = 8;
/** A selection may hold so many rows and no more. */
const MOST_HELD = 100;

/** A row, or the room of rows that are not drawn. */
export type Drawn = { readonly index: number } | { readonly key: string; readonly room: number };

interface Anchor {
  readonly key: string;
  /** Where its top stands, below the upper edge of the box. */
  readonly offset: number;
}

export class Place {
  readonly box: { current: HTMLDivElement | null } = { current: null };
  readonly list: { current: HTMLDivElement | null } = { current: null };
  readonly lengths = new Lengths<Row>((row) => shapeOf(row, this.#width));
  /** At the bottom, and to stay there. */
  stuck = true;
  /** The first look has its place; what is in view before does not count as seen. */
  found = false;
  /** Drawn beyond both edges. Nothing at first: what is in view is painted before what is not. */
  beyond = 0;
  /** The greatest seq that was ever in view. */
  seen = 0;
  /** Rows that stay drawn wherever the view goes: what has the focus, plays, or is selected. */
  readonly held: { current: () => readonly string[] } = { current: () => [] };
  #anchor: Anchor | null = null;
  #width = 600;
  #height = 0;

  get isNearTop(): boolean {
    return this.#top() <= NEAR_PX;
  }

  get isNearBottom(): boolean {
    return this.#bottom() >= this.lengths.total - NEAR_PX;
  }

  /** The rows to draw, in order, with the room between them. */
  drawn(): readonly Drawn[] {
    const { rows } = this.lengths;
    const [from, to] = this.#range();
    const indices = new Set(this.#heldIndices());
    for (let index = from; index < to; index += 1) indices.add(index);
    const drawn: Drawn[] = [];
    let next = 0;
    const leave = (index: number) => {
      if (index > next) drawn.push({ key: `room ${next}`, room: this.lengths.topOf(index) - this.lengths.topOf(next) });
    };
    for (const index of [...indices].sort((one, other) => one - other)) {
      leave(index);
      drawn.push({ index });
      next = index + 1;
    }
    leave(rows.length);
    return drawn;
  }

  /** Names what `drawn` would draw: another drawing is due when it differs. */
  get extent(): string {
    return `${this.#range()} ${this.#heldIndices()}`;
  }

  /** After a drawing, and after a row changed by itself: how tall the drawn rows really are. */
  measure(): void {
    if (!this.box.current?.clientHeight) return; // Out of sight nothing has a height.
    for (const element of this.list.current?.children ?? []) {
      const { key } = (element as HTMLElement).dataset;
      if (key) this.lengths.measure(key, element.getBoundingClientRect().height);
    }
  }

  /** After the content changed: the same place as before. */
  settle(): void {
    const box = this.box.current;
    const list = this.list.current;
    if (!box || !list) return;
    this.#resized(box, list);
    const anchor = this.#anchor;
    if (this.stuck || !anchor) {
      box.scrollTop = box.scrollHeight;
      return;
    }
    const moved = this.#base(box, list) + this.#topOf(anchor) - anchor.offset;
    if (Math.abs(moved) > 0.5) box.scrollTop += moved;
  }

  /** After the person moved: remembers where that is. `last`: the newest seq, when the list ends with it. */
  observe(last: number | null): void {
    const box = this.box.current;
    const list = this.list.current;
    if (!box || !list || this.#resized(box, list)) return;
    if (this.stuck && this.found) this.seen = last ?? this.seen;
    this.stuck = last !== null && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_BOTTOM_PX;
    const base = this.#base(box, list);
    const index = this.#firstWithin(-base, -base + box.clientHeight);
    const row = index === null ? undefined : this.lengths.rows[index];
    this.#anchor = row && index !== null ? { key: row.key, offset: base + this.lengths.topOf(index) } : null;
    this.see();
  }

  /** What is in view now has been seen. */
  see(): void {
    if (!this.found) return;
    const { rows } = this.lengths;
    let index = this.#lastWithin();
    while (index >= 0 && seqOf(rows[index]) === 0) index -= 1;
    this.seen = Math.max(this.seen, seqOf(rows[index]));
  }

  /** Puts a row into the upper part of the view. */
  show(index: number): void {
    const row = this.lengths.rows[index];
    if (!row) return;
    if (this.stuck) this.see();
    this.stuck = false;
    this.found = true;
    this.#anchor = { key: row.key, offset: (this.box.current?.clientHeight ?? 0) / 4 };
  }

  /** The index of the last row that is wholly above the lower edge. */
  #lastWithin(): number {
    const edge = this.#bottom() + 1;
    const index = this.lengths.at(edge);
    return this.lengths.topOf(index + 1) <= edge ? index : index - 1;
  }

  /** Where the view begins, below the first row's top. */
  #top(): number {
    const height = this.box.current?.clientHeight ?? 800;
    if (this.stuck || !this.#anchor) return this.lengths.total - height;
    return this.#topOf(this.#anchor) - this.#anchor.offset;
  }

  #bottom(): number {
    return this.#top() + (this.box.current?.clientHeight ?? 800);
  }

  #topOf({ key }: Anchor): number {
    return this.lengths.topOf(this.lengths.indexOf(key) ?? 0);
  }

  #range(): readonly [number, number] {
    const count = this.lengths.rows.length;
    const first = this.lengths.at(this.#top() - this.beyond);
    const last = this.lengths.at(this.#bottom() + this.beyond);
    return [first - (first % STEP), Math.min(count, last + STEP - (last % STEP))];
  }

  #heldIndices(): readonly number[] {
    const known = this.held.current().flatMap((key) => this.lengths.indexOf(key) ?? []);
    if (known.length < 2) return known;
    const [first, last] = [Math.min(...known), Math.max(...known)];
    if (last - first > MOST_HELD) return known;
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }

  /** The list's top, below the upper edge of the box: negative once one has scrolled. */
  #base(box: HTMLElement, list: HTMLElement): number {
    return list.getBoundingClientRect().top - box.getBoundingClientRect().top;
  }

  /** The first message that begins within the view; the one that covers it when it is longer than the view. */
  #firstWithin(top: number, bottom: number): number | null {
    const { rows } = this.lengths;
    const covering = this.lengths.at(top);
    for (let index = covering; index < rows.length && this.lengths.topOf(index) < bottom; index += 1) {
      if (this.lengths.topOf(index) >= top && isLasting(rows[index])) return index;
    }
    const before = rows.slice(0, covering + 1).findLastIndex(isLasting);
    return before < 0 ? null : before;
  }

  /** Another height keeps what is at the lower edge, right above the words one is writing. */
  #resized(box: HTMLElement, list: HTMLElement): boolean {
    const [before, now] = [this.#height, box.clientHeight];
    this.#width = list.clientWidth;
    this.#height = now;
    if (before === 0 || before === now) return false;
    if (this.#anchor) this.#anchor = { ...this.#anchor, offset: this.#anchor.offset + now - before };
    this.settle();
    return true;
  }
}

/** Separators move when older messages come before them; messages do not. */
function isLasting(row: Row | undefined): boolean {
  return row?.type === "message" || row?.type === "system";
}
