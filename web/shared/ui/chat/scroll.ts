import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Parts } from "./parts";

const NEAR_BOTTOM_PX = 60;
const NEAR_TOP_PX = 400;
/** How many messages are drawn at first, and how many more each time the top comes near. */
const PAGE = 60;

export interface Scroll {
  readonly box: { readonly current: HTMLDivElement | null };
  readonly content: { readonly current: HTMLDivElement | null };
  /** The first seq that is drawn. */
  readonly from: number;
  readonly atBottom: boolean;
  /** Messages of others that arrived below since the bottom was left. */
  readonly below: number;
  toBottom(): void;
  onScroll(): void;
}

/**
 * Keeps the place: at the bottom new messages push up, elsewhere nothing moves, older messages grow upwards.
 * Tells the chat what was really seen while `attentive`.
 */
export function useScroll({ chat, conversation, me }: Parts, attentive: boolean): Scroll {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const place = useRef({ stuck: true, fromBottom: 0, placed: false, leftAt: 0 });
  const [atBottom, setAtBottom] = useState(true);
  const [from, setFrom] = useState<number | null>(null);
  const newest = conversation.messages.at(-1)?.seq ?? 0;
  const oldest = conversation.messages[0]?.seq ?? 0;
  const start = from ?? Math.max(1, Math.min(newest - PAGE + 1, conversation.readSeq + 1));
  const latest = useRef({ chat, conversation, attentive });
  latest.current = { chat, conversation, attentive };

  const settle = () => {
    const element = box.current;
    if (!element) return;
    if (place.current.stuck) element.scrollTop = element.scrollHeight;
    else element.scrollTop = element.scrollHeight - place.current.fromBottom;
  };
  const observe = () => {
    const element = box.current;
    if (!element) return;
    const fromBottom = element.scrollHeight - element.scrollTop;
    const stuck = fromBottom - element.clientHeight < NEAR_BOTTOM_PX;
    if (place.current.stuck && !stuck) place.current.leftAt = latest.current.conversation.lastSeq;
    place.current = { ...place.current, stuck, fromBottom };
    setAtBottom(stuck);
  };
  const read = () => {
    const { chat, conversation, attentive } = latest.current;
    if (!attentive || !conversation.opened || conversation.unread === 0) return;
    if (document.visibilityState !== "visible" || !document.hasFocus()) return;
    const seen = place.current.stuck ? conversation.lastSeq : lastSeen(box.current);
    if (seen > conversation.readSeq) chat.markRead(conversation.id, seen);
  };

  useLayoutEffect(() => {
    if (!place.current.placed && conversation.opened) {
      place.current.placed = true;
      setFrom(start);
      const line = box.current?.querySelector<HTMLElement>("[data-unread]");
      if (line && box.current) box.current.scrollTop = line.offsetTop - box.current.clientHeight / 4;
      else settle();
      observe();
    }
  }, [conversation.opened]);
  // Grown at the top: the distance to the bottom is what stays.
  useLayoutEffect(settle, [start, oldest]);
  useLayoutEffect(() => {
    const written = conversation.pending.length > 0 || conversation.uploads.length > 0;
    if (written) place.current.stuck = true;
    if (place.current.stuck) settle();
    else observe();
  }, [newest, conversation.pending.length, conversation.uploads.length]);
  useEffect(read, [newest, attentive, conversation.opened]);
  useEffect(() => {
    const resized = new ResizeObserver(() => place.current.stuck && settle());
    for (const element of [box.current, content.current]) if (element) resized.observe(element);
    window.addEventListener("focus", read);
    document.addEventListener("visibilitychange", read);
    return () => {
      resized.disconnect();
      window.removeEventListener("focus", read);
      document.removeEventListener("visibilitychange", read);
    };
  }, []);

  const grow = () => {
    if (!box.current || box.current.scrollTop > NEAR_TOP_PX || start <= 1) return;
    if (start > oldest) setFrom(Math.max(oldest, start - PAGE));
    else if (conversation.hasOlder && !conversation.loading) {
      setFrom(Math.max(1, oldest - PAGE));
      void chat.loadOlder(conversation.id);
    }
  };
  const missed = conversation.messages.filter(({ seq, sender }) => seq > place.current.leftAt && sender.id !== me?.id);
  return {
    box,
    content,
    from: start,
    atBottom,
    below: atBottom ? 0 : missed.length,
    toBottom() {
      place.current.stuck = true;
      settle();
      observe();
      read();
    },
    onScroll() {
      observe();
      grow();
      read();
    },
  };
}

/** The greatest seq whose message has come into view. */
function lastSeen(box: HTMLElement | null): number {
  if (!box) return 0;
  const edge = box.getBoundingClientRect().bottom;
  const rows = [...box.querySelectorAll<HTMLElement>("[data-seq]")].reverse();
  return Number(rows.find((row) => row.getBoundingClientRect().bottom <= edge + 1)?.dataset.seq ?? 0);
}
