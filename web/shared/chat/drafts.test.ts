import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { expect, test } from "vitest";
import { type ChatStorage, createChat, memoryStorage, openStorage } from "./chat";
import { FakeBrowser } from "./testing/browser";
import { FakeClock, settled } from "./testing/clock";
import { ANNA, CONVERSATION, SOFIA } from "./testing/messages";
import { FakeServer } from "./testing/server";

const STORAGES: [string, () => Promise<ChatStorage>][] = [
  ["memory", async () => memoryStorage()],
  ["IndexedDB", () => openStorage("astars", new IDBFactory())],
];

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) {
    await settled();
  }
}

function world(storage: ChatStorage) {
  const clock = new FakeClock();
  const server = new FakeServer(clock);
  const browser = new FakeBrowser(clock);
  return async (person: typeof ANNA | typeof SOFIA = ANNA, userId: string | undefined = person.id) => {
    const link = server.link(person);
    link.startsUp = true;
    const ports = { clock, connection: link, tabs: browser.tab(), random: () => 0.5 };
    const chat = createChat({ url: "", storage, ...(userId ? { userId } : {}), ...ports });
    await quiet();
    const draft = () => chat.store.state.drafts.get(CONVERSATION) ?? "";
    return { chat, draft };
  };
}

test.each(STORAGES)("a draft survives a reload, is sent once and then gone, in %s", async (_, openOne) => {
  const open = world(await openOne());
  const before = await open();
  before.chat.setDraft(CONVERSATION, "Здрав");
  before.chat.setDraft(CONVERSATION, "Здравствуйте");
  await quiet();
  before.chat.close();
  const after = await open();
  expect(after.draft()).toBe("Здравствуйте");
  after.chat.send(CONVERSATION, { text: after.draft() });
  expect(after.draft()).toBe("");
  await quiet();
  after.chat.close();
  expect((await open()).draft()).toBe("");
});

test("a draft is the same in all tabs, and nobody else's", async () => {
  const open = world(memoryStorage());
  const [one, other, sofia] = [await open(), await open(), await open(SOFIA)];
  one.chat.setDraft(CONVERSATION, "начало");
  await quiet();
  other.chat.setDraft(CONVERSATION, `${other.draft()} и конец`);
  await quiet();
  expect([one.draft(), other.draft(), (await open()).draft()]).toEqual(Array(3).fill("начало и конец"));
  expect([sofia.draft(), (await open(SOFIA)).draft()]).toEqual(["", ""]);
});

test("what was written before it was known by whom is theirs", async () => {
  const storage = memoryStorage();
  const clock = new FakeClock();
  const link = new FakeServer(clock).link(ANNA);
  const chat = createChat({ url: "", storage, clock, connection: link });
  chat.setDraft(CONVERSATION, "early");
  link.up();
  await quiet();
  expect(chat.store.state.drafts.get(CONVERSATION)).toBe("early");
  expect(await storage.drafts(ANNA.id)).toMatchObject([{ conversation_id: CONVERSATION, text: "early" }]);
});

test("who goes leaves no draft behind", async () => {
  const storage = await openStorage("astars", new IDBFactory());
  const open = world(storage);
  const anna = await open();
  anna.chat.setDraft(CONVERSATION, "secret");
  anna.chat.setDraft("another", "secret too");
  await anna.chat.forgetDrafts();
  expect(await storage.drafts(ANNA.id)).toEqual([]);
});

test("a database of an earlier version gets room for drafts and keeps its outbox", async () => {
  const factory = new IDBFactory();
  const request = factory.open("astars", 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore("outbox", { keyPath: "client_message_id" });
    store.createIndex("owner_id", "owner_id");
    store.put({ client_message_id: "left", owner_id: ANNA.id, created_at: "2026-11-22T09:00:00.000Z" });
  };
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  request.result.close();
  const storage = await openStorage("astars", factory);
  await storage.putDraft({ owner_id: ANNA.id, conversation_id: CONVERSATION, text: "draft" });
  expect(await storage.drafts(ANNA.id)).toHaveLength(1);
  expect(await storage.all(ANNA.id)).toMatchObject([{ client_message_id: "left" }]);
});

test("a tab with an earlier version does not keep a new one from starting", async () => {
  const factory = new IDBFactory();
  const request = factory.open("astars", 1);
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const storage = await openStorage("astars", factory);
  await storage.putDraft({ owner_id: ANNA.id, conversation_id: CONVERSATION, text: "draft" });
  expect(await storage.drafts(ANNA.id)).toHaveLength(1);
  request.result.close();
});
