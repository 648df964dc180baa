import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test } from "vitest";
import type { MessageAnswer } from "../../contracts/socket";
import { type Answer, failure, success, unanswered } from "./answer";
import { openStorage } from "./indexed_storage";
import { Outbox } from "./outbox";
import type { OutboxEntry } from "./state";
import { type ChatStorage, memoryStorage } from "./storage";
import { FakeClock, settled } from "./testing/clock";
import { ANNA, CONVERSATION, message, SOFIA } from "./testing/messages";

const REFUSED = failure({ code: "conversation_inactive", detail: "over", retryable: false });

/** An outbox, what it sent, and the answers it gets (in order; then everything is accepted). */
function outboxOver(storage: ChatStorage, clock: FakeClock, answers: (Answer<MessageAnswer> | "never")[] = []) {
  const sent: OutboxEntry[] = [];
  const shown = new Map<string, OutboxEntry>();
  const acknowledged: string[] = [];
  const outbox = new Outbox({
    storage,
    clock,
    random: () => 1,
    send: async (entry) => {
      sent.push(entry);
      const answer =
        answers.shift() ?? success({ message: message(sent.length, { client_message_id: entry.client_message_id }) });
      return answer === "never" ? new Promise(() => undefined) : answer;
    },
    changed: (entry) => shown.set(entry.client_message_id, entry),
    removed: (entry) => shown.delete(entry.client_message_id),
    tell: () => undefined,
    acknowledged: ({ client_message_id }) => {
      acknowledged.push(client_message_id ?? "");
      shown.delete(client_message_id ?? "");
    },
  });
  return { outbox, sent, shown, acknowledged, ids: () => sent.map((entry) => entry.client_message_id) };
}

function draft(id: string, conversation_id: string = CONVERSATION) {
  return {
    client_message_id: id,
    conversation_id,
    kind: "text" as const,
    text: id,
    attachment_ids: [],
    attachments: [],
    reply_to_seq: null,
  };
}

const STORAGES: [string, () => Promise<ChatStorage>][] = [
  ["memory", async () => memoryStorage()],
  ["IndexedDB", () => openStorage("astars", new IDBFactory())],
];

describe.each(STORAGES)("the outbox in %s", (_, open) => {
  let clock: FakeClock;
  let storage: ChatStorage;

  beforeEach(async () => {
    clock = new FakeClock();
    storage = await open();
  });

  async function ready(answers: (Answer<MessageAnswer> | "never")[] = []) {
    const box = outboxOver(storage, clock, answers);
    await box.outbox.own(ANNA.id);
    box.outbox.resume();
    return box;
  }

  /** IndexedDB takes a few turns of the event loop. */
  async function quiet(): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) {
      await settled();
    }
  }

  async function later(milliseconds: number): Promise<void> {
    await quiet();
    await clock.advance(milliseconds);
    await quiet();
  }

  test("a retried send keeps its id", async () => {
    const box = await ready([unanswered("timeout"), unanswered("timeout")]);
    box.outbox.add(draft("one"));
    await later(500);
    await later(1000);
    expect(box.ids()).toEqual(["one", "one", "one"]);
    expect(box.acknowledged).toEqual(["one"]);
    expect(await storage.all(ANNA.id)).toEqual([]);
  });

  test("a conversation's messages go one after the other, in the order of writing", async () => {
    const box = await ready([unanswered("timeout")]);
    for (const id of ["one", "two", "three"]) {
      box.outbox.add(draft(id));
    }
    await quiet();
    expect(box.ids()).toEqual(["one"]);
    await later(500);
    expect(box.ids()).toEqual(["one", "one", "two", "three"]);
  });

  test("another conversation does not wait", async () => {
    const box = await ready(["never"]);
    box.outbox.add(draft("stuck"));
    await quiet();
    box.outbox.add(draft("behind it"));
    box.outbox.add(draft("elsewhere", "conversation-2"));
    await quiet();
    expect(box.ids()).toEqual(["stuck", "elsewhere"]);
    expect(box.acknowledged).toEqual(["elsewhere"]);
  });

  test("a definite refusal is shown and not retried, and what follows goes on", async () => {
    const box = await ready([REFUSED]);
    box.outbox.add(draft("refused"));
    box.outbox.add(draft("accepted"));
    await later(60_000);
    expect(box.ids()).toEqual(["refused", "accepted"]);
    expect(box.shown.get("refused")).toMatchObject({ state: "failed", error: { code: "conversation_inactive" } });
  });

  test("a failed send survives a reload, and is sent with the same id when the person asks", async () => {
    const before = await ready([REFUSED]);
    before.outbox.add(draft("refused"));
    await quiet();
    before.outbox.close();

    const after = await ready();
    await quiet();
    expect(after.shown.get("refused")?.state).toBe("failed");
    expect(after.ids()).toEqual([]);
    after.outbox.retry("refused");
    await quiet();
    expect(after.ids()).toEqual(["refused"]);
    expect(await storage.all(ANNA.id)).toEqual([]);
  });

  test("what was on its way survives a reload and goes on in order", async () => {
    const before = await ready(["never"]);
    before.outbox.add(draft("one"));
    before.outbox.add(draft("two"));
    await quiet();
    before.outbox.close();

    const after = await ready();
    await quiet();
    expect(after.ids()).toEqual(["one", "two"]);
  });

  test("nobody sends what somebody else left behind", async () => {
    const before = await ready(["never"]);
    before.outbox.add(draft("Anna's"));
    await quiet();
    before.outbox.close();

    const other = outboxOver(storage, clock);
    await other.outbox.own("somebody else");
    other.outbox.resume();
    await quiet();
    expect(other.ids()).toEqual([]);
    expect(other.shown.size).toBe(0);
  });

  test("what was written before we knew by whom is theirs", async () => {
    const box = outboxOver(storage, clock);
    box.outbox.resume();
    box.outbox.add(draft("early"));
    await quiet();
    expect(box.ids()).toEqual([]);
    await box.outbox.own(ANNA.id);
    await quiet();
    expect(box.ids()).toEqual(["early"]);
    expect(box.sent[0]?.owner_id).toBe(ANNA.id);
  });

  test("when the server asks for patience it gets it", async () => {
    const limited = failure({ code: "rate_limited", detail: "", retryable: true, retry_after_seconds: 7 });
    const box = await ready([limited]);
    box.outbox.add(draft("one"));
    await later(7_000);
    expect(box.ids()).toEqual(["one"]);
    await later(500);
    expect(box.ids()).toEqual(["one", "one"]);
  });

  test("offline it waits, and goes on at once when connected", async () => {
    const box = await ready();
    box.outbox.pause();
    box.outbox.add(draft("one"));
    await later(3_600_000);
    expect(box.ids()).toEqual([]);
    box.outbox.resume();
    await quiet();
    expect(box.acknowledged).toEqual(["one"]);
  });

  test("a discarded message is forgotten for good", async () => {
    const box = await ready([REFUSED]);
    box.outbox.add(draft("refused"));
    await quiet();
    expect(box.outbox.discard("refused")).toBe(true);
    await quiet();
    expect(box.shown.size).toBe(0);
    expect(await storage.all(ANNA.id)).toEqual([]);
  });

  test("a message under way cannot be discarded: the server may have it", async () => {
    const box = await ready(["never"]);
    box.outbox.add(draft("flying"));
    await quiet();
    expect(box.outbox.discard("flying")).toBe(false);
  });

  test("a message that was seen stored is not sent again", async () => {
    const box = await ready([unanswered("timeout")]);
    box.outbox.add(draft("one"));
    await quiet();
    box.outbox.confirm("one");
    await later(60_000);
    expect(box.ids()).toEqual(["one"]);
    expect(await storage.all(ANNA.id)).toEqual([]);
  });

  test("what another tab wrote is kept and sent here, unless it was seen stored before", async () => {
    const box = await ready(["never"]);
    const entry = { created_at: "2026-11-22T09:00:00.000Z", state: "sending" as const, owner_id: ANNA.id };
    box.outbox.hear({ ...draft("theirs"), ...entry }, false);
    await quiet();
    expect(box.ids()).toEqual(["theirs"]);
    expect(await storage.all(ANNA.id)).toHaveLength(1);
    box.outbox.confirm("stored");
    box.outbox.hear({ ...draft("stored", "conversation-2"), ...entry }, false);
    box.outbox.hear({ ...draft("not mine", "conversation-2"), ...entry, owner_id: SOFIA.id }, false);
    await quiet();
    expect(box.ids()).toEqual(["theirs"]);
    expect([...box.shown.keys()]).toEqual(["theirs"]);
  });

  test("a tab takes up what a closed tab left, and lets go of what another tab finished", async () => {
    const here = await ready();
    here.outbox.pause();
    here.outbox.add(draft("here"));
    await quiet();
    const there = await ready(["never"]);
    await quiet();
    there.outbox.close();
    await storage.remove("here");
    await storage.put({ ...(here.shown.get("here") as OutboxEntry), client_message_id: "there" });
    await here.outbox.reload();
    expect([...here.shown.keys()]).toEqual(["here", "there"]);
    here.outbox.settle();
    expect([...here.shown.keys()]).toEqual(["there"]);
    here.outbox.resume();
    await quiet();
    expect(here.ids()).toEqual(["there"]);
  });
});

test("without IndexedDB the outbox lives in memory", async () => {
  const forbidden = {
    open: () => {
      throw new DOMException("no", "SecurityError");
    },
  } as unknown as IDBFactory;
  const storage = await openStorage("astars", forbidden);
  await storage.put({ ...draft("one"), created_at: "2026-11-22T09:00:00.000Z", state: "sending", owner_id: ANNA.id });
  expect(await storage.all(ANNA.id)).toHaveLength(1);
});

test("what a broken database cannot keep is kept in memory", async () => {
  const factory = new IDBFactory();
  const storage = await openStorage("astars", factory);
  const request = factory.open("astars");
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const entry = {
    ...draft("one"),
    created_at: "2026-11-22T09:00:00.000Z",
    state: "sending" as const,
    owner_id: ANNA.id,
  };
  const unclonable = { ...entry, text: (() => "a function cannot be stored") as unknown as string };
  await storage.put(unclonable);
  expect(await storage.all(ANNA.id)).toHaveLength(1);
  await storage.put(entry);
  expect(await storage.all(ANNA.id)).toEqual([entry]);
  request.result.close();
});
