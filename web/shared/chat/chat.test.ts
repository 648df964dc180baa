import { expect, test } from "vitest";
import { createChat, memoryStorage } from "./chat";
import type { Clock } from "./clock";
import { settled } from "./testing/clock";
import { ANNA, CONVERSATION, SOFIA } from "./testing/messages";
import { texts, world } from "./testing/world";

test("a message is shown at once, sent once and shown once", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  await clock.advance(0);
  anna.chat.send(CONVERSATION, { text: "Здравствуйте" });
  expect(texts(anna)).toEqual(["Здравствуйте…"]);
  await clock.advance(1000);
  expect(texts(anna)).toEqual(["Здравствуйте"]);
  expect(server.stored().messages).toHaveLength(1);
});

test("a lost acknowledgement does not double the message", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  anna.link.loseAnswers = 2;
  anna.link.loseEvents = true;
  await clock.advance(0);
  anna.chat.send(CONVERSATION, { text: "once" });
  await clock.advance(20_000);
  expect(anna.link.payloads("message.send").length).toBe(3);
  expect(new Set(anna.link.payloads("message.send").map((payload) => payload.client_message_id)).size).toBe(1);
  expect(server.stored().messages).toHaveLength(1);
  expect(texts(anna)).toEqual(["once"]);
});

test("two tabs' sends do not duplicate", async () => {
  const { clock, server, device } = world();
  const storage = memoryStorage();
  const one = device(storage);
  const other = device(storage);
  one.link.up();
  await clock.advance(0);
  one.link.down();
  one.chat.send(CONVERSATION, { text: "first" });
  one.chat.send(CONVERSATION, { text: "second" });
  await clock.advance(0);
  other.link.up();
  one.link.up();
  await clock.advance(5000);
  other.chat.wake();
  await clock.advance(5000);
  expect(server.stored().messages.map((one) => one.text)).toEqual(["first", "second"]);
  expect(texts(one)).toEqual(["first", "second"]);
  expect(texts(other)).toEqual(["first", "second"]);
  expect(await storage.all(ANNA.id)).toEqual([]);
});

test("what was written offline is sent after a reload, in order and once", async () => {
  const { clock, server, device } = world();
  const storage = memoryStorage();
  const before = device(storage);
  before.link.up();
  await clock.advance(0);
  before.link.down();
  before.chat.send(CONVERSATION, { text: "first" });
  before.chat.send(CONVERSATION, { text: "second" });
  await clock.advance(0);
  before.chat.close();
  const after = device(storage);
  await settled();
  after.link.up();
  await clock.advance(1000);
  expect(server.stored().messages.map((one) => one.text)).toEqual(["first", "second"]);
  expect(texts(after)).toEqual(["first", "second"]);
});

test("what was left unsent is shown before there is a connection, and nothing older is fetched for it", async () => {
  const { clock, server } = world();
  for (let index = 1; index <= 120; index += 1) {
    server.write(SOFIA, { client_message_id: `m${index}`, text: `m${index}` });
  }
  const storage = memoryStorage();
  await storage.put({
    client_message_id: "left",
    conversation_id: CONVERSATION,
    kind: "text",
    text: "left",
    attachment_ids: [],
    attachments: [],
    reply_to_seq: null,
    created_at: "2026-11-22T08:00:00.000Z",
    state: "sending",
    owner_id: ANNA.id,
  });
  const link = server.link(ANNA);
  const chat = createChat({ url: "", storage, userId: ANNA.id, clock, random: () => 0.5, connection: link });
  const anna = { chat, link };
  await settled();
  expect(texts(anna)).toEqual(["left…"]);
  link.up();
  await clock.advance(1000);
  expect(texts(anna)).toEqual(["left"]);
  expect(chat.store.state.conversations.get(CONVERSATION)).toMatchObject({ tail: 121, unread: 0, hasOlder: true });
});

test("delivered is told by itself, read when the person has seen it, each once for a burst", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  await clock.advance(1000);
  for (const id of ["a", "b", "c"]) {
    server.write(SOFIA, { client_message_id: id, text: id });
  }
  await clock.advance(1000);
  expect(anna.link.payloads("receipt.delivered")).toEqual([{ conversation_id: CONVERSATION, seq: 3 }]);
  expect(anna.chat.store.state.conversations.get(CONVERSATION)?.unread).toBe(3);
  anna.chat.markRead(CONVERSATION, 2);
  anna.chat.markRead(CONVERSATION);
  expect(anna.chat.store.state.conversations.get(CONVERSATION)?.unread).toBe(0);
  await clock.advance(1000);
  expect(anna.link.payloads("receipt.read")).toEqual([{ conversation_id: CONVERSATION, seq: 3 }]);
});

test("what was read offline is told when connected", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  server.write(SOFIA, { client_message_id: "a", text: "a" });
  await clock.advance(1000);
  anna.link.down();
  anna.chat.markRead(CONVERSATION);
  await clock.advance(1000);
  expect(server.stored().receipts.get(ANNA.id)?.read_seq).toBe(0);
  anna.link.up();
  await clock.advance(1000);
  expect(server.stored().receipts.get(ANNA.id)?.read_seq).toBe(1);
});

test("typing is told rarely and ends by itself", async () => {
  const { clock, device } = world();
  const anna = device();
  anna.link.up();
  for (let key = 0; key < 40; key += 1) {
    anna.chat.setTyping(CONVERSATION, "typing");
    await clock.advance(100);
  }
  expect(anna.link.payloads("typing.set").map((payload) => payload.state)).toEqual(["typing", "typing"]);
  await clock.advance(5000);
  expect(anna.link.payloads("typing.set").at(-1)?.state).toBe("idle");
});

test("opening loads the newest page once, and older pages until the beginning", async () => {
  const { clock, server, device } = world();
  for (let index = 1; index <= 120; index += 1) {
    server.write(SOFIA, { client_message_id: `m${index}`, text: `m${index}` });
  }
  const anna = device();
  anna.link.up();
  await clock.advance(1000);
  expect(texts(anna)).toEqual([]);
  await anna.chat.open(CONVERSATION);
  await anna.chat.open(CONVERSATION);
  expect(texts(anna)).toHaveLength(50);
  await Promise.all([anna.chat.loadOlder(CONVERSATION), anna.chat.loadOlder(CONVERSATION)]);
  expect(texts(anna)).toHaveLength(100);
  await anna.chat.loadOlder(CONVERSATION);
  await anna.chat.loadOlder(CONVERSATION);
  expect(texts(anna)).toHaveLength(120);
  expect(texts(anna)[0]).toBe("m1");
  expect(anna.link.payloads("conversation.history")).toHaveLength(3);
});

test("a page that does not come is asked for again after a while, and at once when the connection is back", async () => {
  const { clock, server, device } = world();
  for (let index = 1; index <= 120; index += 1) {
    server.write(SOFIA, { client_message_id: `m${index}`, text: `m${index}` });
  }
  const anna = device();
  anna.link.up();
  await clock.advance(1000);
  await anna.chat.open(CONVERSATION);
  const isLoading = () => anna.chat.store.state.conversations.get(CONVERSATION)?.loading;
  anna.link.refusals.push({ code: "unavailable", detail: "", retryable: true, retry_after_seconds: 3 });
  void anna.chat.loadOlder(CONVERSATION);
  await clock.advance(2900);
  expect(isLoading()).toBe(true);
  await clock.advance(1000);
  expect(isLoading()).toBe(false);
  anna.link.refusals.push({ code: "unavailable", detail: "", retryable: true, retry_after_seconds: 60 });
  void anna.chat.loadOlder(CONVERSATION);
  await clock.advance(1000);
  expect(isLoading()).toBe(true);
  anna.link.down();
  anna.link.up();
  await clock.advance(1000);
  expect(isLoading()).toBe(false);
  await anna.chat.loadOlder(CONVERSATION);
  expect(texts(anna)).toHaveLength(100);
});

test("a consultation turns inactive at its last moment by the server's clock, without any event", async () => {
  const { clock, server } = world();
  const slow: Clock = {
    now: () => clock.now() - 3_600_000,
    after: (milliseconds, action) => clock.after(milliseconds, action),
    cancel: (timer) => clock.cancel(timer),
  };
  const link = server.link(ANNA);
  const chat = createChat({ url: "", storage: memoryStorage(), clock: slow, random: () => 0.5, connection: link });
  server.stored().activeUntil = new Date(clock.now() + 10_000).toISOString();
  link.up();
  await clock.advance(9_000);
  expect(Math.abs(chat.now() - clock.now())).toBeLessThan(1000);
  expect(chat.store.state.conversations.get(CONVERSATION)?.state).toBe("active");
  link.down();
  await clock.advance(2_000);
  expect(chat.store.state.conversations.get(CONVERSATION)?.state).toBe("inactive");
});

test("a closed chat leaves no timer behind", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  await clock.advance(1000);
  anna.chat.setTyping(CONVERSATION, "typing");
  anna.link.refusals.push({ code: "unavailable", detail: "", retryable: true });
  anna.chat.send(CONVERSATION, { text: "waiting" });
  server.write(SOFIA, { client_message_id: "a", text: "a" });
  await clock.advance(10);
  anna.chat.close();
  expect(clock.pending).toBe(0);
});
