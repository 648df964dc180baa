import { describe, expect, test } from "vitest";
import { type Conversation, createChat, type Message, memoryStorage, timeline } from "./chat";
import { FakeClock } from "./testing/clock";
import { ANNA, CONVERSATION, SOFIA } from "./testing/messages";
import { FakeServer } from "./testing/server";

const REFUSAL = { code: "conflict", detail: "Данные изменились.", retryable: false } as const;

async function talk() {
  const clock = new FakeClock();
  const server = new FakeServer(clock);
  const device = (person: typeof ANNA | typeof SOFIA) => {
    const link = server.link(person);
    const fetch = () => Promise.reject(new Error("no HTTP here"));
    const chat = createChat({
      url: "",
      storage: memoryStorage(),
      clock,
      random: () => 0.5,
      connection: link,
      fetch,
    });
    link.up();
    const conversation = () => chat.store.state.conversations.get(CONVERSATION) as Conversation;
    const messages = (): readonly Message[] => conversation().messages;
    const shown = () => timeline(conversation(), person).map((item) => item.message as Message);
    return { chat, link, conversation, messages, shown };
  };
  const anna = device(ANNA);
  const sofia = device(SOFIA);
  await clock.advance(0);
  server.write(ANNA, { conversation_id: CONVERSATION, client_message_id: "a", text: "Здраствуйте" });
  await clock.advance(1000);
  return { clock, server, anna, sofia };
}

test("an edit is shown on both sides once it is stored", async () => {
  const { anna, sofia } = await talk();
  const answer = await anna.chat.edit(CONVERSATION, 1, "Здравствуйте");
  expect(answer.ok).toBe(true);
  for (const { messages } of [anna, sofia]) {
    expect(messages()[0]).toMatchObject({ text: "Здравствуйте", seq: 1 });
    expect(messages()[0]?.edited_at).not.toBeNull();
  }
});

test("the answer alone is enough: the event may be lost", async () => {
  const { anna } = await talk();
  anna.link.loseEvents = true;
  await anna.chat.react(CONVERSATION, 1, "👍", true);
  expect(anna.messages()[0]?.reactions).toEqual([{ emoji: "👍", user_ids: [ANNA.id] }]);
  await anna.chat.react(CONVERSATION, 1, "👍", false);
  expect(anna.messages()[0]?.reactions).toEqual([]);
});

test("a deleted message keeps its place", async () => {
  const { anna, sofia } = await talk();
  await anna.chat.remove(CONVERSATION, 1);
  expect(sofia.messages()).toHaveLength(1);
  expect(sofia.messages()[0]).toMatchObject({ seq: 1, text: "" });
  expect(sofia.messages()[0]?.deleted_at).not.toBeNull();
});

test("a refusal changes nothing and comes with its reason", async () => {
  const { anna } = await talk();
  anna.link.refusals.push(REFUSAL);
  expect(await anna.chat.edit(CONVERSATION, 1, "другое")).toEqual({ ok: false, error: REFUSAL });
  expect(anna.messages()[0]?.text).toBe("Здраствуйте");
});

test("without a connection a change is refused at once and is not made later", async () => {
  const { clock, server, anna } = await talk();
  anna.link.down();
  const answer = await anna.chat.edit(CONVERSATION, 1, "другое");
  expect(answer).toMatchObject({ ok: false, error: { code: "unavailable", origin: "offline" } });
  anna.link.up();
  await clock.advance(60_000);
  expect(server.stored().messages[0]?.text).toBe("Здраствуйте");
});

test("who was away gets the change by the sync, and the list shows the newest message as it is", async () => {
  const { clock, anna, sofia } = await talk();
  sofia.link.down();
  await anna.chat.edit(CONVERSATION, 1, "Здравствуйте");
  expect(sofia.messages()[0]?.text).toBe("Здраствуйте");
  sofia.link.up();
  await clock.advance(1000);
  expect(sofia.messages()[0]?.text).toBe("Здравствуйте");
  expect(sofia.chat.store.state.conversations.get(CONVERSATION)?.lastMessage?.text).toBe("Здравствуйте");
});

describe("before the server has answered", () => {
  test("a change is shown to its author alone, and stays the same when it is stored", async () => {
    const { anna, sofia } = await talk();
    const editing = anna.chat.edit(CONVERSATION, 1, "Здравствуйте");
    const reacting = anna.chat.react(CONVERSATION, 1, "👍", true);
    const expected = { text: "Здравствуйте", reactions: [{ emoji: "👍", user_ids: [ANNA.id] }] };
    expect(anna.shown()[0]).toMatchObject(expected);
    expect(anna.messages()[0]?.text).toBe("Здраствуйте");
    expect(sofia.shown()[0]?.text).toBe("Здраствуйте");
    const seen: Partial<Message>[] = [];
    anna.chat.store.subscribe(() => seen.push(anna.shown()[0] ?? {}));
    await Promise.all([editing, reacting]);
    for (const one of seen) {
      expect(one).toMatchObject(expected);
    }
    expect(anna.messages()[0]).toMatchObject(expected);
    expect(anna.conversation().changes).toEqual([]);
  });

  test("a reaction put and taken back ends as the person wanted, whoever else reacts", async () => {
    const { server, anna } = await talk();
    const on = anna.chat.react(CONVERSATION, 1, "👍", true);
    const off = anna.chat.react(CONVERSATION, 1, "👍", false);
    expect(anna.shown()[0]?.reactions).toEqual([]);
    server.change(1, { reactions: [{ emoji: "👍", user_ids: [SOFIA.id] }] });
    expect(anna.shown()[0]?.reactions).toEqual([{ emoji: "👍", user_ids: [SOFIA.id] }]);
    await Promise.all([on, off]);
    expect(anna.link.payloads("message.react").map((payload) => payload.on)).toEqual([true, false]);
  });

  test("a deleted message is gone at once, and back when the server refuses", async () => {
    const { anna } = await talk();
    anna.link.refusals.push(REFUSAL);
    const removing = anna.chat.remove(CONVERSATION, 1);
    expect(anna.shown()[0]).toMatchObject({ text: "" });
    await removing;
    expect(anna.shown()[0]).toMatchObject({ text: "Здраствуйте", deleted_at: null });
    expect(anna.conversation().changes).toEqual([]);
  });
});

describe("when the answer is lost", () => {
  test("the same is asked again until it is answered", async () => {
    const { clock, anna } = await talk();
    anna.link.loseAnswers = 2;
    anna.link.loseEvents = true;
    const editing = anna.chat.edit(CONVERSATION, 1, "Здравствуйте");
    await clock.advance(5_000);
    expect((await editing).ok).toBe(true);
    expect(anna.link.payloads("message.edit").map((payload) => payload.text)).toEqual(Array(3).fill("Здравствуйте"));
    expect(anna.shown()[0]?.text).toBe("Здравствуйте");
  });

  test("a change under way survives a short outage", async () => {
    const { clock, server, anna } = await talk();
    anna.link.refusals.push({ code: "unavailable", detail: "", retryable: true });
    const editing = anna.chat.edit(CONVERSATION, 1, "Здравствуйте");
    await clock.advance(0);
    anna.link.down();
    await clock.advance(10_000);
    expect(anna.shown()[0]?.text).toBe("Здравствуйте");
    anna.link.up();
    await clock.advance(10_000);
    expect((await editing).ok).toBe(true);
    expect(server.stored().messages[0]?.text).toBe("Здравствуйте");
  });

  test("it is not asked for ever, and then the truth is shown", async () => {
    const { clock, anna } = await talk();
    anna.link.refusals.push(...Array(1_000).fill({ code: "unavailable", detail: "", retryable: true }));
    const reacting = anna.chat.react(CONVERSATION, 1, "👍", true);
    await clock.advance(80_000);
    expect((await reacting).ok).toBe(false);
    expect(anna.shown()[0]?.reactions).toEqual([]);
    anna.chat.close();
    await clock.advance(0);
  });
});

describe("an edit in a conversation that became inactive meanwhile", () => {
  const INACTIVE = { code: "conversation_inactive", detail: "Консультация завершена.", retryable: false } as const;

  test("is taken back, its words and the reason stay", async () => {
    const { clock, server, anna } = await talk();
    server.stored().activeUntil = new Date(clock.now()).toISOString();
    anna.link.refusals.push(INACTIVE);
    expect(await anna.chat.edit(CONVERSATION, 1, "Здравствуйте")).toMatchObject({ ok: false, error: INACTIVE });
    await clock.advance(0);
    expect(anna.shown()[0]?.text).toBe("Здраствуйте");
    expect(anna.conversation().state).toBe("inactive");
    expect(timeline(anna.conversation(), ANNA)[0]?.change).toMatchObject({
      state: "failed",
      text: "Здравствуйте",
      error: INACTIVE,
    });
  });

  test("can be tried again or let go", async () => {
    const { clock, anna } = await talk();
    anna.link.refusals.push(INACTIVE, INACTIVE);
    await anna.chat.edit(CONVERSATION, 1, "Здравствуйте");
    const [first] = anna.conversation().changes;
    anna.chat.retry(first?.id ?? "");
    expect(anna.shown()[0]?.text).toBe("Здравствуйте");
    await clock.advance(0);
    expect(anna.conversation().changes).toMatchObject([{ state: "failed" }]);
    anna.chat.discard(first?.id ?? "");
    expect(anna.conversation().changes).toEqual([]);
    await anna.chat.edit(CONVERSATION, 1, "Здравствуйте");
    expect(anna.messages()[0]?.text).toBe("Здравствуйте");
  });
});
