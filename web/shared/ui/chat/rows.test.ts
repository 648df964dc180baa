import { describe, expect, it } from "vitest";
import type { TimelineItem } from "../../chat/selectors";
import type { Message } from "../../chat/state";
import { rowsOf } from "./rows";

function item(seq: number, sender: string, at: Date, kind: Message["kind"] = "text"): TimelineItem {
  const message: Message = {
    id: `m${seq}`,
    conversation_id: "c",
    seq,
    rev: seq,
    sender: { id: sender, role: "client", name: sender },
    client_message_id: null,
    kind,
    text: "…",
    attachments: [],
    reply_to_seq: null,
    reactions: [],
    system: null,
    created_at: at.toISOString(),
    edited_at: null,
    deleted_at: null,
  };
  return { key: message.id, message, pending: null };
}

const at = (hour: number, minute: number, day = 22) => new Date(2026, 10, day, hour, minute);
const shape = (items: readonly TimelineItem[], unreadAfter: number | null = null) =>
  rowsOf(items, "me", unreadAfter).map((row) => (row.type === "message" ? row.key : row.type));

describe("the list of a conversation", () => {
  it("begins every day with its date", () => {
    expect(shape([item(1, "me", at(23, 58, 21)), item(2, "me", at(0, 1))])).toEqual(["day", "m1", "day", "m2"]);
  });

  it("puts the line of new messages before the first one of somebody else", () => {
    const items = [
      item(1, "her", at(9, 0)),
      item(2, "me", at(9, 1)),
      item(3, "her", at(9, 2)),
      item(4, "her", at(9, 3)),
    ];
    expect(shape(items, 1)).toEqual(["day", "m1", "m2", "unread", "m3", "m4"]);
    expect(shape(items, 4)).not.toContain("unread");
    expect(shape(items.slice(3), 1)).not.toContain("unread");
  });

  it("groups what one person wrote within minutes", () => {
    const rows = rowsOf([item(1, "her", at(9, 0)), item(2, "her", at(9, 2)), item(3, "her", at(9, 30))], "me", null);
    const runs = rows.flatMap((row) => (row.type === "message" ? [[row.first, row.last]] : []));
    expect(runs).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it("shows what the product itself wrote apart", () => {
    expect(shape([item(1, "", at(9, 0), "system"), item(2, "me", at(9, 1))])).toEqual(["day", "system", "m2"]);
  });
});
