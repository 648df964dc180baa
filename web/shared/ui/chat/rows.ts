/** The list a conversation is shown as: messages with day separators, grouped by sender. Pure. */

import type { TimelineItem } from "../../chat/selectors";
import type { Message, Pending } from "../../chat/state";

export interface MessageRow {
  readonly type: "message";
  readonly key: string;
  readonly message: Message | null;
  readonly pending: Pending | null;
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
  items.forEach((item, index) => {
    const at = writtenAt(item);
    const before = items[index - 1];
    const newDay = !before || dayOf(writtenAt(before)) !== dayOf(at);
    if (newDay) rows.push({ type: "day", key: `day ${dayOf(at)}`, at });
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
      last: !after || dayOf(writtenAt(after)) !== dayOf(at) || !sameRun(item, after),
    });
  });
  return rows;
}

function isMine(item: TimelineItem, me: string | null): boolean {
  return item.pending !== null || (me !== null && item.message?.sender.id === me);
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

function dayOf(at: string): string {
  return new Date(at).toDateString();
}
