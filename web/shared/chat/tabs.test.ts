import { describe, expect, test } from "vitest";
import { type Chat, createChat, memoryStorage, timeline } from "./chat";
import { FakeBrowser, type FakeTab } from "./testing/browser";
import { FakeClock } from "./testing/clock";
import type { FakeLink } from "./testing/link";
import { ANNA, CONVERSATION, SOFIA } from "./testing/messages";
import { FakeServer } from "./testing/server";

interface Open {
  readonly chat: Chat;
  readonly link: FakeLink;
  readonly tab: FakeTab;
}

function world() {
  const clock = new FakeClock();
  const server = new FakeServer(clock);
  const browser = new FakeBrowser(clock);
  const storage = memoryStorage();
  const links: FakeLink[] = [];
  const open = async (person: typeof ANNA | typeof SOFIA = ANNA): Promise<Open> => {
    const tab = browser.tab();
    const link = server.link(person);
    link.startsUp = true;
    links.push(link);
    const fetch = () => Promise.reject(new Error("no HTTP here"));
    const ports = { clock: tab.clock, connection: link, tabs: tab, random: () => 0.5, fetch };
    const chat = createChat({ url: "", storage, userId: person.id, ...ports });
    await clock.advance(500);
    return { chat, link, tab };
  };
  const connected = () => links.filter((link) => link.status.name === "online").length;
  return { clock, server, open, connected };
}

function known({ chat }: Open) {
  const conversation = chat.store.state.conversations.get(CONVERSATION);
  if (!conversation) {
    throw new Error("the conversation is missing");
  }
  return conversation;
}

function texts(open: Open): string[] {
  return timeline(known(open), ANNA).map(({ message, pending }) => message?.text ?? `${pending?.text}…`);
}

function name({ chat }: Open): string {
  return chat.store.state.connection.name;
}

describe("the tabs of one person", () => {
  test("share one connection and see the same", async () => {
    const { clock, server, open, connected } = world();
    const tabs = [await open(), await open(), await open()];
    server.write(SOFIA, { client_message_id: "a", text: "Здравствуйте" });
    server.emit("typing.changed", { conversation_id: CONVERSATION, user_id: SOFIA.id, state: "typing" });
    await clock.advance(1000);
    expect(connected()).toBe(1);
    for (const tab of tabs) {
      expect(texts(tab)).toEqual(["Здравствуйте"]);
      expect(name(tab)).toBe("online");
      expect(known(tab).unread).toBe(1);
      expect(known(tab).typing.has(SOFIA.id)).toBe(true);
    }
  });

  test("read in one is read in all at once, and told once", async () => {
    const { clock, server, open } = world();
    const [first, second] = [await open(), await open()];
    server.write(SOFIA, { client_message_id: "a", text: "a" });
    await clock.advance(1000);
    first.link.loseEvents = true;
    second.chat.markRead(CONVERSATION);
    await clock.advance(0);
    expect([known(first).unread, known(second).unread]).toEqual([0, 0]);
    await clock.advance(1000);
    expect(first.link.payloads("receipt.read")).toHaveLength(1);
    expect(server.stored().receipts.get(ANNA.id)?.read_seq).toBe(1);
  });

  test("a message written in one is on its way in all, and sent once", async () => {
    const { clock, server, open } = world();
    const [first, second] = [await open(), await open()];
    first.link.loseAnswers = 1;
    first.link.loseEvents = true;
    second.chat.send(CONVERSATION, { text: "one" });
    await clock.advance(0);
    expect(texts(first)).toEqual(["one…"]);
    expect(texts(second)).toEqual(["one…"]);
    await clock.advance(5000);
    expect(server.stored().messages.map((one) => one.text)).toEqual(["one"]);
    expect(texts(first)).toEqual(["one"]);
    expect(texts(second)).toEqual(["one"]);
    expect(second.link.asked).toEqual([]);
  });

  test("a refusal is shown in all, retried from any, dropped from any", async () => {
    const { clock, server, open } = world();
    const [first, second] = [await open(), await open()];
    const refusal = { code: "conversation_inactive", detail: "over", retryable: false };
    first.link.refusals.push(refusal, refusal);
    const id = second.chat.send(CONVERSATION, { text: "one" });
    await clock.advance(1000);
    for (const tab of [first, second]) {
      expect(known(tab).pending).toMatchObject([{ state: "failed", error: refusal }]);
    }
    second.chat.retry(id);
    await clock.advance(1000);
    expect(first.link.payloads("message.send")).toHaveLength(2);
    second.chat.discard(id);
    await clock.advance(0);
    expect([texts(first), texts(second)]).toEqual([[], []]);
    await clock.advance(60_000);
    expect(server.stored().messages).toEqual([]);
  });

  test("a command asked in one that does not lead is answered", async () => {
    const { clock, server, open } = world();
    const [first, second] = [await open(), await open()];
    server.write(ANNA, { client_message_id: "a", text: "Здраствуйте" });
    await clock.advance(1000);
    const answer = second.chat.edit(CONVERSATION, 1, "Здравствуйте");
    await clock.advance(0);
    expect((await answer).ok).toBe(true);
    expect([texts(first), texts(second)]).toEqual([["Здравствуйте"], ["Здравствуйте"]]);
  });

  test("hear at once that the connection is gone, and that it is back", async () => {
    const { clock, open } = world();
    const [first, second] = [await open(), await open()];
    first.link.down();
    await clock.advance(0);
    expect([name(first), name(second)]).toEqual(["offline", "offline"]);
    expect(second.chat.store.state.connection).toEqual(first.chat.store.state.connection);
    first.link.up();
    await clock.advance(1000);
    expect([name(first), name(second)]).toEqual(["online", "online"]);
  });

  test("a new one disturbs nobody", async () => {
    const { clock, open } = world();
    const [first, second] = [await open(), await open()];
    await clock.advance(1000);
    const names: string[] = [];
    for (const { chat } of [first, second]) {
      chat.store.subscribe((state) => names.push(state.connection.name));
    }
    await open();
    await clock.advance(1000);
    expect(new Set(names)).not.toContain("behind");
    expect(new Set(names)).not.toContain("connecting");
  });
});

describe("when the tab that leads", () => {
  test.each(["closes", "crashes", "freezes"] as const)(
    "%s, another takes over, and nothing is lost or doubled",
    async (fate) => {
      const { clock, server, open, connected } = world();
      const [first, second, third] = [await open(), await open(), await open()];
      await clock.advance(1000);
      first.link.loseEvents = true;
      first.link.loseAnswers = 1;
      second.chat.send(CONVERSATION, { text: "sent, but nobody heard" });
      await clock.advance(0);
      if (fate === "closes") first.chat.close();
      if (fate === "crashes") first.tab.crash();
      if (fate === "freezes") first.tab.freeze();
      third.chat.send(CONVERSATION, { text: "meanwhile" });
      server.write(SOFIA, { client_message_id: "a", text: "hers" });
      await clock.advance(10_000);
      const stored = server.stored().messages.map((one) => one.text);
      expect([...stored].sort()).toEqual(["hers", "meanwhile", "sent, but nobody heard"]);
      expect([texts(second), texts(third)]).toEqual([stored, stored]);
      expect([name(second), name(third)]).toEqual(["online", "online"]);
      expect(second.link.status.name === "online" || third.link.status.name === "online").toBe(true);
      if (fate === "freezes") {
        first.tab.thaw();
        first.link.loseEvents = false;
        await clock.advance(40_000);
        expect(connected()).toBe(1);
        expect(texts(first)).toEqual(stored);
        expect(name(first)).toBe("online");
      }
    },
  );

  test("wrote and crashed before it could send, another sends it", async () => {
    const { clock, server, open } = world();
    const [first, second] = [await open(), await open()];
    first.link.down();
    await clock.advance(0);
    first.chat.send(CONVERSATION, { text: "left behind" });
    await clock.advance(0);
    first.tab.crash();
    await clock.advance(5_000);
    expect(server.stored().messages.map((one) => one.text)).toEqual(["left behind"]);
    expect(texts(second)).toEqual(["left behind"]);
  });

  test("goes, commands under way are answered, not forgotten", async () => {
    const { clock, server, open } = world();
    const [first, second] = [await open(), await open()];
    server.write(ANNA, { client_message_id: "a", text: "a" });
    await clock.advance(1000);
    first.link.silent = true;
    const asked = second.chat.edit(CONVERSATION, 1, "b");
    await clock.advance(0);
    first.tab.crash();
    await clock.advance(1000);
    expect(await asked).toMatchObject({ ok: true });
    expect(server.stored().messages[0]?.text).toBe("b");
  });

  test("is refused, another with a newer session goes on, and the refused one follows it", async () => {
    const { clock, server, open, connected } = world();
    const first = await open();
    first.link.refuse("unauthenticated");
    await clock.advance(1_000);
    expect(name(first)).toBe("refused");
    const second = await open();
    await clock.advance(1_000);
    expect([name(first), name(second)]).toEqual(["online", "online"]);
    expect(connected()).toBe(1);
    server.write(SOFIA, { client_message_id: "a", text: "a" });
    await clock.advance(1_000);
    expect(texts(first)).toEqual(["a"]);
  });

  test("and all others are refused, nobody tries for ever", async () => {
    const { clock, open } = world();
    const tabs = [await open(), await open()];
    for (const { link } of tabs) link.startsRefused = true;
    tabs[0]?.link.refuse("unauthenticated");
    await clock.advance(60_000);
    expect(tabs.map(name)).toEqual(["refused", "refused"]);
    expect(tabs.map(({ link }) => link.starts)).toEqual([1, 1]);
  });

  test("was held up, it does not do what was given up long ago", async () => {
    const { clock, server, open } = world();
    const [first, second] = [await open(), await open()];
    server.write(ANNA, { client_message_id: "a", text: "a" });
    await clock.advance(1_000);
    first.tab.freeze();
    void second.chat.edit(CONVERSATION, 1, "b");
    await clock.advance(10_000);
    void second.chat.edit(CONVERSATION, 1, "c");
    await clock.advance(1_000);
    first.tab.thaw();
    await clock.advance(5_000);
    expect(server.stored().messages[0]?.text).toBe("c");
    expect(first.link.payloads("message.edit")).toEqual([]);
  });
});

describe("different people in one browser", () => {
  test("never share", async () => {
    const { clock, server, open, connected } = world();
    const [anna, sofia] = [await open(ANNA), await open(SOFIA)];
    anna.chat.send(CONVERSATION, { text: "mine" });
    await clock.advance(1000);
    expect(connected()).toBe(2);
    expect(server.stored().messages.map((one) => one.sender.id)).toEqual([ANNA.id]);
    expect(sofia.link.payloads("message.send")).toEqual([]);
    expect(known(sofia).pending).toEqual([]);
    expect(known(sofia).unread).toBe(1);
    expect(known(anna).unread).toBe(0);
  });
});

test("tabs leave nothing behind", async () => {
  const { clock, open } = world();
  const [first, second] = [await open(), await open()];
  first.chat.close();
  second.chat.close();
  await clock.advance(0);
  expect(clock.pending).toBe(0);
});
