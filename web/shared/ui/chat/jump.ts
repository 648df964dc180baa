import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Answer, ChatError } from "../../chat/chat";
import type { Parts } from "./parts";
import type { Scroll } from "./scroll";

/** How long a message that was jumped to stands out. */
const MARKED_MS = 2_400;

export interface Jump {
  /** The message that was just jumped to. */
  readonly marked: number | null;
  readonly refused: ChatError | null;
  /** `focus`: reading goes on there, also with the keyboard. */
  to(seq: number, focus?: boolean): void;
  toDate(date: Date): void;
  toFirstUnread(): void;
  forget(): void;
}

interface Target {
  readonly seq: number;
  readonly focus: boolean;
  readonly mark: boolean;
}

/** Goes to messages, loaded or not, and lets them stand out for a moment. */
export function useJump({ chat, conversation }: Parts, scroll: Scroll): Jump {
  const [target, setTarget] = useState<Target | null>(null);
  const [marked, setMarked] = useState<number | null>(null);
  const [refused, setRefused] = useState<ChatError | null>(null);
  const newest = useRef(0);
  const arrive = async (asking: Promise<Answer<number>>, how: Omit<Target, "seq">) => {
    newest.current += 1;
    const turn = newest.current;
    setRefused(null);
    setMarked(null);
    const answer = await asking;
    if (turn !== newest.current) return; // Another jump has overtaken this one.
    if (answer.ok) setTarget({ seq: answer.data, ...how });
    else setRefused(answer.error);
  };
  useLayoutEffect(() => {
    if (!target) return;
    setTarget(null);
    if (!scroll.show(target.seq)) return;
    if (target.mark) setMarked(target.seq);
    if (target.focus) scroll.focus(target.seq);
  }, [target]);
  useEffect(() => {
    if (marked === null) return;
    const timer = setTimeout(() => setMarked(null), MARKED_MS);
    return () => clearTimeout(timer);
  }, [marked]);
  const { id } = conversation;
  return {
    marked,
    refused,
    to: (seq, focus = false) => void arrive(chat.jumpTo(id, seq), { focus, mark: true }),
    toDate: (date) => void arrive(chat.jumpToDate(id, date), { focus: true, mark: false }),
    toFirstUnread: () => void arrive(chat.jumpToFirstUnread(id), { focus: false, mark: false }),
    forget: () => setRefused(null),
  };
}
