import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Parts } from "./parts";
import { Place } from "./place";

/** How many messages are drawn at first, and how many more each time the top comes near. */
const PAGE = 60;

export interface Scroll {
  readonly place: Place;
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
export function useScroll(parts: Parts, attentive: boolean): Scroll {
  const { conversation, me } = parts;
  const [place] = useState(() => new Place());
  const [atBottom, setAtBottom] = useState(true);
  const { from, grow, fix } = useDrawnFrom(parts, place);
  const read = useReading(parts, place, attentive);
  const observe = () => {
    place.observe(conversation.lastSeq);
    setAtBottom(place.stuck);
  };
  useKeeping(parts, place, from, { fix, observe });
  const missed = conversation.messages.filter(({ seq, sender }) => seq > place.leftAt && sender.id !== me?.id);
  return {
    place,
    from,
    atBottom,
    below: atBottom ? 0 : missed.length,
    toBottom() {
      place.stuck = true;
      place.settle();
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

/** Where the drawn part begins: it grows when the top comes near, first by what is loaded, then by what is not. */
function useDrawnFrom({ chat, conversation }: Parts, place: Place) {
  const [chosen, setChosen] = useState<number | null>(null);
  const newest = conversation.messages.at(-1)?.seq ?? 0;
  const oldest = conversation.messages[0]?.seq ?? 0;
  const from = Math.max(oldest, chosen ?? Math.min(newest - PAGE + 1, conversation.readSeq + 1));
  return {
    from,
    /** From now on the beginning stays, however much arrives. */
    fix: () => setChosen(from),
    grow() {
      if (!place.isNearTop) return;
      if (from > oldest) setChosen(from - PAGE);
      else if (conversation.hasOlder && !conversation.loading) {
        setChosen(oldest - PAGE);
        void chat.loadOlder(conversation.id);
      }
    },
  };
}

/** A message counts as read when it was in view, in a focused window, in an attentive view. */
function useReading({ chat, conversation }: Parts, place: Place, attentive: boolean): () => void {
  const read = () => {
    if (!attentive || !conversation.opened || conversation.unread === 0) return;
    if (document.visibilityState !== "visible" || !document.hasFocus()) return;
    const seen = place.lastSeen(conversation.lastSeq);
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

/** Puts the place right again whenever something about the content changed. */
function useKeeping(
  { conversation }: Parts,
  place: Place,
  from: number,
  { fix, observe }: { fix: () => void; observe: () => void },
): void {
  const own = conversation.pending.length + conversation.uploads.length;
  useLayoutEffect(() => {
    if (place.found || !conversation.opened) return;
    fix();
    place.find(conversation.lastSeq);
    observe();
  }, [conversation.opened]);
  useLayoutEffect(() => place.settle(), [from, conversation.messages[0]?.seq]);
  useLayoutEffect(() => {
    if (own > 0) place.stuck = true;
    if (place.stuck) place.settle();
    else observe();
  }, [conversation.messages.at(-1)?.seq, own]);
  useEffect(() => {
    const resized = new ResizeObserver(() => place.stuck && place.settle());
    for (const element of [place.box.current, place.content.current]) if (element) resized.observe(element);
    return () => resized.disconnect();
  }, []);
}
