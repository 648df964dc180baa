import { describe, expect, test } from "vitest";
import { isActive, mark, timeline, typists } from "./selectors";
import { type ChatState, INITIAL_STATE, type OutboxEntry } from "./state";
import { apply, type ChatEvent } from "./store";
import { ANNA, CONVERSATION, details, message, SOFIA } from "./testing/messages";

const NOW = Date.UTC(2026, 10, 22, 9);

function stateAfter(...events: ChatEvent[]): ChatState {
  return events.reduce(apply, INITIAL_STATE);
}

function ready(last_seq = 0, unread = 0, rev = 0): ChatEvent {
  return {
    type: "session.ready",
    now: NOW,
    payload: {
      user: ANNA,
      server_time: new Date(NOW).toISOString(),
      limits: { max_text_length: 1, max_attachments: 1, max_attachment_bytes: 1, attachment_types: [] },
      conversations: [{ id: CONVERSATION, kind: "consultation", state: "active", last_seq, rev, unread }],
    },
  };
}

function created(seq: number, changes: Parameters<typeof message>[1] = {}): ChatEvent {
  return { type: "message.created", now: NOW, payload: { message: message(seq, changes) } };
}

function changed(seq: number, changes: Parameters<typeof message>[1]): ChatEvent {
  return { type: "message.changed", now: NOW, payload: { message: message(seq, changes) } };
}

function listed(changes: Parameters<typeof details>[0] = {}): ChatEvent {
  return { type: "conversations.listed", items: [details(changes)], now: NOW };
}

function written(id: string, created_at = "2026-11-22T09:00:00.000Z"): ChatEvent {
  const entry: OutboxEntry = {
    client_message_id: id,
    conversation_id: CONVERSATION,
    kind: "text",
    text: id,
    attachment_ids: [],
    attachments: [],
    reply_to_seq: null,
    created_at,
    state: "sending",
    owner_id: ANNA.id,
  };
  return { type: "outbox.changed", entry };
}

function conversation(state: ChatState) {
  const found = state.conversations.get(CONVERSATION);
  if (!found) {
    throw new Error("the conversation is missing");
  }
  return found;
}

function seqs(state: ChatState): number[] {
  return conversation(state).messages.map((one) => one.seq);
}

function shown(state: ChatState): string[] {
  return timeline(conversation(state), ANNA).map((item) => item.key);
}

describe("messages", () => {
  test("events out of order are shown in order, and not before the gap is healed", () => {
    const held = stateAfter(ready(), created(1), created(4), created(3));
    expect(seqs(held)).toEqual([1]);
    expect(conversation(held).lastSeq).toBe(4);
    expect(seqs(apply(held, created(2)))).toEqual([1, 2, 3, 4]);
  });

  test("the same event twice changes nothing", () => {
    const once = stateAfter(ready(), created(1), created(2));
    expect(apply(once, created(2))).toBe(once);
  });

  test("a conversation that is not open goes on from where the session found it", () => {
    const state = stateAfter(ready(100, 3), created(101));
    expect(seqs(state)).toEqual([101]);
    expect(conversation(state).hasOlder).toBe(true);
    expect(conversation(state).unread).toBe(4);
  });

  test("a page of history joins the messages that came meanwhile", () => {
    const page = [98, 99, 100].map((seq) => message(seq));
    const state = stateAfter(ready(100), created(101), {
      type: "history.loaded",
      conversationId: CONVERSATION,
      place: "newest",
      messages: page,
      complete: false,
    });
    expect(seqs(state)).toEqual([98, 99, 100, 101]);
    expect(conversation(state)).toMatchObject({ hasOlder: true, opened: true });
    const all = apply(state, {
      type: "history.loaded",
      conversationId: CONVERSATION,
      place: "older",
      messages: [96, 97].map((seq) => message(seq)),
      complete: true,
    });
    expect(seqs(all)).toEqual([96, 97, 98, 99, 100, 101]);
    expect(conversation(all).hasOlder).toBe(false);
  });

  test("an empty first page opens the conversation without anything older", () => {
    const state = stateAfter(ready(), {
      type: "history.loaded",
      conversationId: CONVERSATION,
      place: "newest",
      messages: [],
      complete: true,
    });
    expect(conversation(state)).toMatchObject({ opened: true, hasOlder: false, messages: [] });
  });

  test("an older version never replaces a newer one", () => {
    const state = stateAfter(
      ready(),
      created(1),
      changed(1, { rev: 7, text: "edited again" }),
      changed(1, { rev: 5, text: "edited" }),
      created(1),
    );
    expect(conversation(state).messages[0]?.text).toBe("edited again");
  });

  test("a deleted message keeps its place", () => {
    const state = stateAfter(
      ready(),
      created(1),
      created(2),
      changed(1, { rev: 1, text: "", deleted_at: "2026-11-22T09:00:00.000Z" }),
      created(3),
    );
    expect(seqs(state)).toEqual([1, 2, 3]);
    expect(conversation(state).messages[0]?.deleted_at).not.toBeNull();
  });

  test("a change of a held-back message is not lost", () => {
    const state = stateAfter(ready(), created(2), changed(2, { rev: 3, text: "edited" }), created(1));
    expect(conversation(state).messages[1]?.text).toBe("edited");
  });

  test("a message in an unknown conversation makes it known", () => {
    const state = stateAfter(ready(), created(5, { conversation_id: "new" }));
    expect(state.conversations.get("new")?.messages).toHaveLength(1);
  });

  test("what nothing happened to stays the same object", () => {
    const state = stateAfter(ready(), created(1), created(1, { conversation_id: "other" }));
    expect(apply(state, created(2)).conversations.get("other")).toBe(state.conversations.get("other"));
  });
});

describe("own messages", () => {
  const own = (seq: number, id: string) => created(seq, { by: ANNA, client_message_id: id });

  test("an echo and its ack become one message that does not jump", () => {
    const pending = stateAfter(ready(), created(1), written("mine"));
    expect(shown(pending)).toEqual(["message-conversation-1-1", "mine"]);
    const echoed = apply(pending, own(2, "mine"));
    expect(shown(echoed)).toEqual(["message-conversation-1-1", "mine"]);
    expect(shown(apply(echoed, own(2, "mine")))).toEqual(["message-conversation-1-1", "mine"]);
  });

  test("an acknowledged message waits at the end until what precedes it has come", () => {
    const early = stateAfter(ready(), created(1), written("mine"), own(3, "mine"));
    expect(shown(early)).toEqual(["message-conversation-1-1", "mine"]);
    expect(conversation(early).pending[0]?.state).toBe("sent");
    const healed = apply(early, created(2));
    expect(shown(healed)).toEqual(["message-conversation-1-1", "message-conversation-1-2", "mine"]);
    expect(conversation(healed).pending).toEqual([]);
  });

  test("its stored message may be here before it is: another tab wrote it", () => {
    for (const seq of [1, 3]) {
      const state = apply(stateAfter(ready(), own(seq, "mine")), written("mine"));
      expect(conversation(state).pending).toEqual([]);
    }
  });

  test("somebody else's message with my id does not count as mine", () => {
    const state = stateAfter(ready(), written("mine"), created(1, { client_message_id: "mine" }));
    expect(shown(state)).toEqual(["message-conversation-1-1", "mine"]);
  });

  test("writing means having read what is above", () => {
    expect(conversation(stateAfter(ready(3, 3), own(4, "mine"))).unread).toBe(0);
  });

  test("messages on their way stand in the order of writing", () => {
    const state = stateAfter(
      ready(),
      written("second", "2026-11-22T09:00:02.000Z"),
      written("first", "2026-11-22T09:00:01.000Z"),
    );
    expect(shown(state)).toEqual(["first", "second"]);
  });
});

describe("receipts", () => {
  const told = (user_id: string, delivered_seq: number, read_seq: number): ChatEvent => ({
    type: "receipt.updated",
    now: NOW,
    payload: { conversation_id: CONVERSATION, user_id, delivered_seq, read_seq },
  });

  test("read marks never go back", () => {
    const state = stateAfter(ready(), told(SOFIA.id, 5, 5), told(SOFIA.id, 3, 2));
    expect(conversation(state).receipts.get(SOFIA.id)).toEqual({ delivered_seq: 5, read_seq: 5 });
  });

  test("an own message is sent, then delivered, then read", () => {
    const sent = stateAfter(ready(), created(1, { by: ANNA }));
    const seen = (state: ChatState) => mark(conversation(state), message(1, { by: ANNA }), ANNA);
    expect(seen(apply(sent, told(ANNA.id, 1, 1)))).toBe("sent");
    const delivered = apply(sent, told(SOFIA.id, 1, 0));
    expect(seen(delivered)).toBe("delivered");
    expect(seen(apply(delivered, told(SOFIA.id, 1, 1)))).toBe("read");
  });

  test("reading on another device lowers the unread count here", () => {
    const state = stateAfter(ready(10, 4), told(ANNA.id, 9, 9));
    expect(conversation(state)).toMatchObject({ readSeq: 9, unread: 1 });
  });

  test("nothing that does not exist can be marked as read", () => {
    const state = stateAfter(ready(3, 3), { type: "read.marked", conversationId: CONVERSATION, seq: 99 });
    expect(conversation(state)).toMatchObject({ readSeq: 3, unread: 0 });
  });

  test("an older view of the conversation does not undo a newer one", () => {
    const state = stateAfter(
      ready(),
      listed({ rev: 5, state: "inactive", completed_at: "2026-11-22T09:00:00.000Z", last_seq: 4, read_seq: 4 }),
      listed({ rev: 3, last_seq: 2, read_seq: 1 }),
    );
    expect(conversation(state)).toMatchObject({ state: "inactive", lastSeq: 4, readSeq: 4, unread: 0 });
  });
});

describe("time", () => {
  const typing = (state: "typing" | "recording" | "idle", user_id: string = SOFIA.id): ChatEvent => ({
    type: "typing.changed",
    now: NOW,
    payload: { conversation_id: CONVERSATION, user_id, state },
  });

  test("typing is forgotten after six seconds", () => {
    const state = stateAfter(ready(), typing("recording"));
    expect(typists(conversation(state), NOW + 5_999)).toEqual([{ userId: SOFIA.id, state: "recording" }]);
    expect(typists(conversation(state), NOW + 6_000)).toEqual([]);
    expect(conversation(apply(state, { type: "clock.ticked", now: NOW + 6_000 })).typing.size).toBe(0);
  });

  test("typing ends with the message and with idle, and my own is not shown to me", () => {
    expect(conversation(stateAfter(ready(), typing("typing"), created(1))).typing.size).toBe(0);
    expect(conversation(stateAfter(ready(), typing("typing"), typing("idle"))).typing.size).toBe(0);
    expect(conversation(stateAfter(ready(), typing("typing", ANNA.id))).typing.size).toBe(0);
  });

  test("what began before the clock was set keeps its age", () => {
    const offline: ChatEvent = { type: "connection.changed", connection: { name: "offline", retryAt: 0 }, now: NOW };
    const state = stateAfter(offline, { type: "clock.set", skewMs: 3_600_000 });
    expect([state.connectionSince, state.unsettledSince]).toEqual([NOW + 3_600_000, NOW + 3_600_000]);
  });

  test("a consultation is inactive from its last moment on, announced or not", () => {
    const state = stateAfter(ready(), listed({ active_until: new Date(NOW + 1000).toISOString() }));
    expect(isActive(conversation(state), NOW + 999)).toBe(true);
    expect(isActive(conversation(state), NOW + 1000)).toBe(false);
    expect(conversation(apply(state, { type: "clock.ticked", now: NOW + 1000 })).state).toBe("inactive");
  });
});

test("the list follows a change of the newest message although nothing of the conversation is loaded", () => {
  const newest = message(5, { text: "before" });
  const state = stateAfter(
    ready(5),
    listed({ last_seq: 5, last_message: newest }),
    changed(5, { rev: 1, text: "after" }),
  );
  const known = state.conversations.get(CONVERSATION);
  expect(known?.lastMessage?.text).toBe("after");
  expect(known?.messages).toEqual([]);
});
