import { expect, test } from "vitest";
import { memoryStorage } from "./chat";
import { Chance } from "./testing/chance";
import { CONVERSATION, SOFIA } from "./testing/messages";
import { texts, world } from "./testing/world";

test("a gap asks for sync", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  await clock.advance(1000);
  const asked = anna.link.payloads("conversation.sync").length;
  anna.link.loseEvents = true;
  server.write(SOFIA, { client_message_id: "a", text: "lost" });
  anna.link.loseEvents = false;
  server.write(SOFIA, { client_message_id: "b", text: "seen" });
  expect(texts(anna)).toEqual([]);
  await clock.advance(100);
  expect(anna.link.payloads("conversation.sync").length).toBe(asked + 1);
  expect(texts(anna)).toEqual(["lost", "seen"]);
  expect(anna.chat.store.state.connection.name).toBe("online");
});

test("events that merely overtook each other cost no sync", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  await clock.advance(1000);
  const asked = anna.link.payloads("conversation.sync").length;
  anna.link.loseEvents = true;
  const first = server.write(SOFIA, { client_message_id: "a", text: "first" });
  anna.link.loseEvents = false;
  server.write(SOFIA, { client_message_id: "b", text: "second" });
  anna.link.receive("message.created", { message: first });
  await clock.advance(1000);
  expect(texts(anna)).toEqual(["first", "second"]);
  expect(anna.link.payloads("conversation.sync").length).toBe(asked);
});

test("after an outage everything missed is there: messages, edits and receipts, however many", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  server.write(SOFIA, { client_message_id: "before", text: "before" });
  await anna.chat.open(CONVERSATION);
  await clock.advance(1000);
  anna.link.down();
  for (let index = 0; index < 1000; index += 1) {
    server.write(SOFIA, { client_message_id: `m${index}`, text: `m${index}` });
  }
  server.change(1, { text: "edited", edited_at: "2026-11-22T09:00:00.000Z" });
  const names: string[] = [];
  anna.chat.store.subscribe((state) => names.push(state.connection.name));
  anna.link.up();
  await clock.advance(1000);
  expect(texts(anna)).toHaveLength(1001);
  expect(texts(anna)[0]).toBe("edited");
  expect(texts(anna).at(-1)).toBe("m999");
  expect(names).toContain("behind");
  expect(names.at(-1)).toBe("online");
});

test("a change that nobody announced is found within half a minute", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  server.write(SOFIA, { client_message_id: "a", text: "first" });
  await clock.advance(1000);
  anna.link.loseEvents = true;
  server.change(1, { text: "edited" });
  server.write(SOFIA, { client_message_id: "b", text: "second" });
  await clock.advance(33_000);
  expect(texts(anna)).toEqual(["edited", "second"]);
});

test("coming back to the page catches up at once", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  await clock.advance(1000);
  anna.link.loseEvents = true;
  server.write(SOFIA, { client_message_id: "a", text: "first" });
  anna.chat.wake();
  await clock.advance(0);
  expect(texts(anna)).toEqual(["first"]);
});

test("a sync that finds nothing new changes nothing", async () => {
  const { clock, server, device } = world();
  const anna = device();
  anna.link.up();
  server.write(SOFIA, { client_message_id: "a", text: "first" });
  await clock.advance(40_000);
  const { conversations, presence } = anna.chat.store.state;
  const asked = anna.link.payloads("conversation.sync").length;
  await clock.advance(60_000);
  expect(anna.link.payloads("conversation.sync").length).toBeGreaterThan(asked);
  expect(anna.chat.store.state.conversations.get(CONVERSATION)).toBe(conversations.get(CONVERSATION));
  expect(anna.chat.store.state.presence).toBe(presence);
});

test("both sides end with the same view, whatever was lost on the way", async () => {
  const { clock, server, device } = world();
  const anna = device();
  const sofia = device(memoryStorage(), SOFIA);
  anna.link.up();
  sofia.link.up();
  await clock.advance(1000);
  const chance = new Chance(7);
  for (let index = 0; index < 120; index += 1) {
    const writer = chance.next() < 0.5 ? anna : sofia;
    for (const { link } of [anna, sofia]) {
      link.loseEvents = chance.next() < 0.3;
      link.loseAnswers += chance.next() < 0.3 ? 1 : 0;
      if (chance.next() < 0.1) {
        link.down();
      } else if (link.status.name !== "online") {
        link.up();
      }
    }
    writer.chat.send(CONVERSATION, { text: `m${index}` });
    await clock.advance(Math.floor(chance.next() * 300));
  }
  for (const { link } of [anna, sofia]) {
    link.loseEvents = false;
    link.up();
  }
  await clock.advance(120_000);
  const stored = server.stored().messages.map((one) => one.text);
  expect(stored).toHaveLength(120);
  expect(new Set(stored).size).toBe(120);
  expect(texts(anna)).toEqual(stored);
  expect(texts(sofia)).toEqual(stored);
});

test("a catching-up in many pages is asked for until it is complete, in bounded questions", async () => {
  const { clock, server, device } = world(Array.from({ length: 250 }, (_, index) => `conversation-${index}`));
  const anna = device();
  anna.link.up();
  await clock.advance(1000);
  anna.link.down();
  for (let index = 0; index < 450; index += 1) {
    server.write(SOFIA, { client_message_id: `m${index}`, conversation_id: "conversation-7", text: `m${index}` });
  }
  const before = anna.link.payloads("conversation.sync").length;
  anna.link.up();
  await clock.advance(1000);
  const asked = anna.link.payloads("conversation.sync").slice(before);
  expect(Math.max(...asked.map((one) => one.conversations.length))).toBeLessThanOrEqual(100);
  expect(asked.length).toBeGreaterThan(4);
  expect(anna.chat.store.state.conversations.get("conversation-7")).toMatchObject({ tail: 450, unread: 450 });
  expect(anna.chat.store.state.connection.name).toBe("online");
});
