import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Parts } from "./parts";
import { BEYOND_PX, type Drawn, Place } from "./place";
import { type Row, seqOf } from "./rows";

export interface Scroll {
  readonly place: Place;
  /** The rows to draw now. */
  readonly drawn: readonly Drawn[];
  readonly atBottom: boolean;
  /** Messages of others that arrived below since the bottom was left. */
  readonly below: number;
  /** To the first of those that arrived, and from there to the newest. */
  toNewest(): void;
  toBottom(): void;
  /** Puts a loaded message into view; false when it is not loaded. */
  show(seq: number): boolean;
  /** Reading goes on at a message that was just shown. */
  focus(seq: number): void;
  onScroll(): void;
}

/**
 * Keeps the place: at the bottom new messages push up, elsewhere nothing moves. Asks for more messages when an end of what
 * is loaded comes near, and tells the chat what was really seen while `attentive`.
 */
export function useScroll(parts: Parts, rows: readonly Row[], attentive: boolean): Scroll {
  const { chat, conversation } = parts;
  const { place, draw } = useDrawing(rows);
  const read = useReading(parts, place, attentive);
  const more = useLoading(parts, place);
  useOwnWriting(parts, place);
  useKeeping(place, draw);
  useLayoutEffect(() => {
    place.measure();
    place.settle();
    draw();
    more();
  });
  useEffect(() => {
    place.beyond = BEYOND_PX;
    draw();
  }, []);
  const arrived = useArrived(parts, place);
  const show = (index: number) => {
    place.show(index);
    place.settle();
    place.see();
    draw();
    read();
  };
  const toBottom = () => {
    void chat.jumpToNewest(conversation.id);
    place.stuck = true;
    place.settle();
    draw();
    read();
  };
  return {
    place,
    drawn: place.drawn(),
    atBottom: place.stuck,
    below: arrived.count,
    toBottom,
    toNewest() {
      const index = arrived.next ? rowOf(rows, arrived.next) : -1;
      if (index < 0) return toBottom();
      arrived.visit();
      show(index);
    },
    show(seq) {
      const index = rowOf(rows, seq);
      if (index >= 0) show(index);
      return index >= 0;
    },
    focus: (seq) => focusOn(place, seq),
    onScroll() {
      place.observe(conversation.atNewest ? conversation.lastSeq : null);
      draw();
      more();
      read();
    },
  };
}

/** The place, and drawing again once other rows are in reach of it. */
function useDrawing(rows: readonly Row[]): { place: Place; draw: () => void } {
  const [place] = useState(() => new Place());
  const [, redraw] = useState(0);
  place.lengths.lay(rows);
  const now = () => `${place.extent} ${place.stuck}`;
  const shown = useRef("");
  shown.current = now();
  return {
    place,
    draw() {
      if (now() !== shown.current) redraw((count) => count + 1);
    },
  };
}

/** What others have written below what was seen: how much, and (once) where it begins. */
function useArrived({ conversation, me }: Parts, place: Place) {
  const visited = useRef(false);
  if (place.stuck) visited.current = false;
  const { messages, lastSeq } = conversation;
  const arrived = messages.filter(({ seq, sender }) => seq > place.seen && sender.id !== me?.id);
  const unloaded = Math.max(0, lastSeq - Math.max(place.seen, messages.at(-1)?.seq ?? 0));
  return {
    count: place.stuck ? 0 : arrived.length + unloaded,
    next: visited.current ? null : (arrived[0]?.seq ?? null),
    visit() {
      visited.current = true;
    },
  };
}

function focusOn(place: Place, seq: number): void {
  // The row may only be about to be drawn.
  requestAnimationFrame(() => {
    place.list.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`)?.focus({ preventScroll: true });
  });
}

export function rowOf(rows: readonly Row[], seq: number): number {
  return rows.findIndex((row) => seqOf(row) === seq);
}

/** Asks for what comes before or after the loaded messages, once the view comes near. */
function useLoading({ chat, conversation }: Parts, place: Place): () => void {
  return () => {
    if (!conversation.opened) return;
    if (place.isNearTop && conversation.hasOlder && !conversation.loading) void chat.loadOlder(conversation.id);
    if (place.isNearBottom && !conversation.atNewest && !conversation.loadingNewer)
      void chat.loadNewer(conversation.id);
  };
}

/** A message counts as read when it was in view, in a focused window, in an attentive view. */
function useReading({ chat, conversation }: Parts, place: Place, attentive: boolean): () => void {
  const read = () => {
    if (!attentive || !place.found || conversation.unread === 0) return;
    if (document.visibilityState !== "visible" || !document.hasFocus()) return;
    const seen = place.stuck ? conversation.lastSeq : place.seen;
    if (seen > conversation.readSeq) chat.markRead(conversation.id, seen);
  };
  const latest = useRef(read);
  latest.current = read;
  useEffect(read, [conversation.lastSeq, attentive, conversation.opened]);
  useEffect(() => {
    const returned = () => latest.current();
    window.addEventListener("focus", returned);
    document.addEventListener("visibilitychange", returned);
    return () => {
      window.removeEventListener("focus", returned);
      document.removeEventListener("visibilitychange", returned);
    };
  }, []);
  return read;
}

/** What I write stands at the end, and so do I. */
function useOwnWriting({ conversation }: Parts, place: Place): void {
  const own = conversation.pending.length + conversation.uploads.length;
  const before = useRef(own);
  useLayoutEffect(() => {
    if (own > before.current) place.stuck = true;
    before.current = own;
  }, [own]);
}

/** What changes the place or the sizes without a drawing of the list. */
function useKeeping(place: Place, draw: () => void): void {
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => {
    const resized = new ResizeObserver(() => {
      place.measure();
      place.settle();
      latest.current();
    });
    for (const element of [place.box.current, place.list.current]) if (element) resized.observe(element);
    return () => resized.disconnect();
  }, []);
}
