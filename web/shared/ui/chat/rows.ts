/** The list a conversation is shown as: messages with day separators, grouped by sender. Pure. */

import type { TimelineItem } from "../../chat/selectors";
import type { Change, Message, Pending } from "../../chat/state";
import type { Shape } from "./lengths";

export interface MessageRow {
  readonly type: "message";
  readonly key: string;
  readonly message: Message | null;
  readonly pending: Pending | null;
  /** What I want of the message, not granted yet. */
  readonly change?: Change | null;
  readonly own: boolean;
  /** First and last of a run of messages by one sender. */
  readonly first: boolean;
  readonly last: boolean;
}

export type Row =
  | MessageRow
  | { readonly type: "day"; readonly key: string; readonly at: string }
  | { readonly type: "unread"; readonly key: "unread" }
  | { readonly type: "system"; readonly key: string; readonly message: Message };

const RUN_MS = 5 * 60_000;

/**
 * `unreadAfter`: the seq read when the conversation was opened; a line goes before the first later message of somebody else.
 * Null: no line, and none either while the place is not among the items.
 */
export function rowsOf(items: readonly TimelineItem[], me: string | null, unreadAfter: number | null): readonly Row[] {
  const rows: Row[] = [];
  const oldest = items.find(({ message }) => message !== null)?.message?.seq ?? 0;
  let marked = unreadAfter === null || oldest > unreadAfter + 1;
  const days = daysOf(items);
  items.forEach((item, index) => {
    const at = writtenAt(item);
    const before = items[index - 1];
    const newDay = days[index] !== days[index - 1];
    if (newDay) rows.push({ type: "day", key: `day ${days[index]}`, at });
    const starts = !marked && item.message !== null && item.message.seq > (unreadAfter ?? 0) && !isMine(item, me);
    if (starts) {
      rows.push({ type: "unread", key: "unread" });
      marked = true;
    }
    if (item.message?.kind === "system") {
      rows.push({ type: "system", key: item.key, message: item.message });
      return;
    }
    const after = items[index + 1];
    rows.push({
      type: "message",
      ...item,
      own: isMine(item, me),
      first: newDay || starts || !sameRun(before, item),
      last: !after || days[index + 1] !== days[index] || !sameRun(item, after),
    });
  });
  return rows;
}

function isMine(item: TimelineItem, me: string | null): boolean {
  return item.pending !== null || (me !== null && item.message?.sender.id === me);
}

/** The local day of every item; asking the calendar once a day and not once a message keeps thousands of them cheap. */
function daysOf(items: readonly TimelineItem[]): readonly string[] {
  let [begins, ends, name] = [0, 0, ""];
  return items.map((item) => {
    const at = Date.parse(writtenAt(item));
    if (at >= begins && at < ends) return name;
    const day = new Date(at);
    begins = day.setHours(0, 0, 0, 0);
    name = day.toDateString();
    ends = day.setDate(day.getDate() + 1);
    return name;
  });
}

function sameRun(one: TimelineItem | undefined, next: TimelineItem): boolean {
  if (!one || one.message?.kind === "system" || next.message?.kind === "system") return false;
  if (Date.parse(writtenAt(next)) - Date.parse(writtenAt(one)) > RUN_MS) return false;
  if (one.pending || next.pending) return one.pending !== null && next.pending !== null;
  return one.message?.sender.id === next.message?.sender.id;
}

function writtenAt({ message, pending }: TimelineItem): string {
  return message?.created_at ?? pending?.created_at ?? "";
}

const LINE_PX = 23.2;
const SEPARATOR_PX = 48;
const BUBBLE_PX = 42.6;
const LETTER_PX = 8;
const PICTURE_PX = 250;
const DOCUMENT_PX = 60;
const QUOTE_PX = 50;
const REACTIONS_PX = 38;
const WIDEST_PX = 544;

/** In a list of this width. So the scroll bar tells about the truth from the start, and little moves once rows are drawn. */
export function shapeOf(row: Row, width: number): Shape {
  const content = row.type === "message" ? (row.message ?? row.pending) : null;
  if (row.type !== "message" || !content) return { name: row.type, guess: SEPARATOR_PX };
  const letters = Math.max(12, (Math.min(0.85 * width, WIDEST_PX) - 28) / LETTER_PX);
  const words = content.text.split("\n");
  const lines = words.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
  const attached = content.attachments.length * (content.kind === "image" ? PICTURE_PX : DOCUMENT_PX);
  const quote = content.reply_to_seq === null ? 0 : QUOTE_PX;
  const reactions = row.message && row.message.reactions.length > 0 ? REACTIONS_PX : 0;
  const above = row.first ? 9 : 0;
  return {
    name: [lines, attached, quote, reactions, above].join(" "),
    guess: BUBBLE_PX + (content.text ? (lines - 1) * LINE_PX : 0) + attached + quote + reactions + above,
  };
}

/** Of a stored message, else 0. */
export function seqOf(row: Row | undefined): number {
  return row && "message" in row ? (row.message?.seq ?? 0) : 0;
}
