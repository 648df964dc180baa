import { expect, test } from "vitest";
import { createChat, type Message, memoryStorage } from "./chat";
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
    const messages = (): readonly Message[] => chat.store.state.conversations.get(CONVERSATION)?.messages ?? [];
    return { chat, link, messages };
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
