import { describe, expect, test } from "vitest";
import { type Conversation, createChat, memoryStorage, timeline } from "./chat";
import { FakeClock } from "./testing/clock";
import { ANNA, CONVERSATION, SOFIA } from "./testing/messages";
import { FakeServer } from "./testing/server";

async function talk(length: number) {
  const clock = new FakeClock();
  const server = new FakeServer(clock);
  const write = (text: string) => server.write(SOFIA, { client_message_id: text, text });
  for (let seq = 1; seq <= length; seq += 1) {
    write(`m${seq}`);
    await clock.advance(1000);
  }
  const link = server.link(ANNA);
  const fetch = () => Promise.reject(new Error("no HTTP here"));
  const chat = createChat({ url: "", storage: memoryStorage(), clock, random: () => 0.5, connection: link, fetch });
  link.up();
  await clock.advance(1000);
  const conversation = () => chat.store.state.conversations.get(CONVERSATION) as Conversation;
  const shown = () => {
    const { messages } = conversation();
    const seqs = messages.map((one) => one.seq);
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
    return [seqs[0], seqs.at(-1)];
  };
  const asked = () => link.payloads("conversation.history").length;
  return { clock, server, link, chat, conversation, shown, asked, write };
}

describe("a jump", () => {
  test("shows a window around the message, and the newest at once when asked for", async () => {
    const { chat, shown, conversation, asked } = await talk(500);
    await chat.open(CONVERSATION);
    expect(await chat.jumpTo(CONVERSATION, 200)).toEqual({ ok: true, data: 200 });
    expect(shown()).toEqual([175, 224]);
    expect(conversation()).toMatchObject({ atNewest: false, hasOlder: true, loading: false, lastSeq: 500 });
    const before = asked();
    void chat.jumpToNewest(CONVERSATION);
    expect(shown()).toEqual([451, 500]);
    expect(conversation()).toMatchObject({ atNewest: true, hasOlder: true });
    expect(asked()).toBe(before);
  });

  test("to what is shown, or kept, asks nothing", async () => {
    const { chat, shown, asked } = await talk(300);
    await chat.open(CONVERSATION);
    await chat.jumpTo(CONVERSATION, 260);
    expect(asked()).toBe(1);
    await chat.jumpTo(CONVERSATION, 100);
    await chat.jumpTo(CONVERSATION, 260);
    expect(asked()).toBe(2);
    expect(shown()).toEqual([251, 300]);
  });

  test("beyond the ends shows the nearest", async () => {
    const { chat, shown, conversation } = await talk(120);
    await chat.open(CONVERSATION);
    expect(await chat.jumpTo(CONVERSATION, 1)).toEqual({ ok: true, data: 1 });
    expect(conversation()).toMatchObject({ atNewest: false, hasOlder: false });
    expect(await chat.jumpTo(CONVERSATION, 9_999)).toEqual({ ok: true, data: 120 });
    expect(shown().at(1)).toBe(120);
    expect(conversation().atNewest).toBe(true);
  });

  test("that touches what is shown lengthens it", async () => {
    const { chat, shown, conversation } = await talk(200);
    await chat.open(CONVERSATION);
    await chat.jumpTo(CONVERSATION, 140);
    expect(shown()).toEqual([115, 200]);
    expect(conversation().atNewest).toBe(true);
  });

  test("works before the conversation was opened, and opening it then moves nothing", async () => {
    const { chat, shown, conversation } = await talk(300);
    await chat.jumpTo(CONVERSATION, 100);
    await chat.open(CONVERSATION);
    expect(shown()).toEqual([75, 124]);
    await chat.jumpToNewest(CONVERSATION);
    expect(shown()).toEqual([251, 300]);
    expect(conversation().atNewest).toBe(true);
  });

  test("to a date shows the first message from then on, to a later one the newest", async () => {
    const { chat, server } = await talk(300);
    await chat.open(CONVERSATION);
    const at = Date.parse(server.stored().messages[79]?.created_at ?? "");
    expect(await chat.jumpToDate(CONVERSATION, new Date(at - 1))).toEqual({ ok: true, data: 80 });
    expect(await chat.jumpToDate(CONVERSATION, new Date(0))).toEqual({ ok: true, data: 1 });
    expect(await chat.jumpToDate(CONVERSATION, new Date(at + 3_600_000))).toEqual({ ok: true, data: 300 });
  });

  test("to the first unread shows it, and the newest when all is read", async () => {
    const { chat, server, clock, shown } = await talk(300);
    server.stored().receipts.set(ANNA.id, { delivered_seq: 40, read_seq: 40 });
    const other = createChat({
      url: "",
      storage: memoryStorage(),
      clock,
      random: () => 0.5,
      connection: (() => {
        const link = server.link(ANNA);
        queueMicrotask(() => link.up());
        return link;
      })(),
    });
    await clock.advance(1000);
    expect(await other.jumpToFirstUnread(CONVERSATION)).toEqual({ ok: true, data: 41 });
    chat.markRead(CONVERSATION);
    expect(await chat.jumpToFirstUnread(CONVERSATION)).toEqual({ ok: true, data: 300 });
    expect(shown()).toEqual([251, 300]);
  });

  test("that was overtaken moves nothing", async () => {
    const { chat, shown } = await talk(500);
    await chat.open(CONVERSATION);
    const first = chat.jumpTo(CONVERSATION, 100);
    const second = chat.jumpTo(CONVERSATION, 300);
    await Promise.all([first, second]);
    expect(shown()).toEqual([275, 324]);
    const third = chat.jumpTo(CONVERSATION, 100);
    await chat.jumpToNewest(CONVERSATION);
    await third;
    expect(shown()).toEqual([451, 500]);
  });

  test("that is refused leaves everything as it was", async () => {
    const { chat, link, shown, conversation } = await talk(300);
    await chat.open(CONVERSATION);
    link.down();
    expect((await chat.jumpTo(CONVERSATION, 100)).ok).toBe(false);
    expect(shown()).toEqual([251, 300]);
    expect(conversation()).toMatchObject({ atNewest: true, loading: false });
  });
});

describe("while a window is shown", () => {
  test("live messages arrive without moving it, and are there at the newest", async () => {
    const { chat, clock, shown, conversation, write } = await talk(300);
    await chat.open(CONVERSATION);
    await chat.jumpTo(CONVERSATION, 100);
    const { messages } = conversation();
    write("m301");
    write("m302");
    await clock.advance(1000);
    expect(conversation().messages).toBe(messages);
    expect(conversation()).toMatchObject({ lastSeq: 302, lastMessage: { text: "m302" } });
    await chat.jumpToNewest(CONVERSATION);
    expect(shown()).toEqual([251, 302]);
  });

  test("it grows in both directions until it meets the newest, which came further meanwhile", async () => {
    const { chat, shown, conversation, write } = await talk(300);
    await chat.open(CONVERSATION);
    await chat.jumpTo(CONVERSATION, 100);
    await Promise.all([chat.loadOlder(CONVERSATION), chat.loadNewer(CONVERSATION), chat.loadNewer(CONVERSATION)]);
    expect(shown()).toEqual([25, 174]);
    write("m301");
    for (let page = 0; page < 2; page += 1) {
      await chat.loadNewer(CONVERSATION);
    }
    expect(shown()).toEqual([25, 301]);
    expect(conversation()).toMatchObject({ atNewest: true, live: [], loadingNewer: false });
    write("m302");
    expect(shown()).toEqual([25, 302]);
  });

  test("a lost event below it is healed, and a change inside it is shown", async () => {
    const { chat, clock, link, server, shown, conversation, write } = await talk(300);
    await chat.open(CONVERSATION);
    await chat.jumpTo(CONVERSATION, 100);
    link.loseEvents = true;
    write("m301");
    server.change(100, { text: "edited" });
    link.loseEvents = false;
    write("m302");
    await clock.advance(1000);
    expect(conversation().messages.find((one) => one.seq === 100)?.text).toBe("edited");
    await chat.jumpToNewest(CONVERSATION);
    expect(shown()).toEqual([251, 302]);
  });

  test("sending shows the newest with the message on its way", async () => {
    const { chat, clock, shown, conversation } = await talk(300);
    await chat.open(CONVERSATION);
    await chat.jumpTo(CONVERSATION, 100);
    chat.send(CONVERSATION, { text: "mine" });
    expect(timeline(conversation(), ANNA).at(-1)?.pending?.text).toBe("mine");
    await clock.advance(1000);
    expect(shown()).toEqual([251, 301]);
  });

  test("a page that comes after the next jump is let go", async () => {
    const { chat, shown } = await talk(500);
    await chat.open(CONVERSATION);
    await chat.jumpTo(CONVERSATION, 100);
    const older = chat.loadOlder(CONVERSATION);
    void chat.jumpToNewest(CONVERSATION);
    await older;
    expect(shown()).toEqual([451, 500]);
  });
});

describe("a long conversation", () => {
  test("is never held whole, and scrolling up and down again meets every message", async () => {
    const { chat, clock, shown, conversation, write } = await talk(2_000);
    await chat.open(CONVERSATION);
    const seen = new Set<number>();
    const look = (most: number) => {
      for (const { seq } of conversation().messages) seen.add(seq);
      expect(conversation().messages.length).toBeLessThanOrEqual(most);
    };
    while (conversation().hasOlder) {
      await chat.loadOlder(CONVERSATION);
      look(1_000);
    }
    expect(shown()).toEqual([1, 1_000]);
    expect(conversation()).toMatchObject({ atNewest: false });
    write("m2001");
    await clock.advance(1000);
    while (!conversation().atNewest) {
      await chat.loadNewer(CONVERSATION);
      look(1_200);
    }
    expect(shown().at(1)).toBe(2_001);
    expect(conversation().hasOlder).toBe(true);
    expect(seen.size).toBe(2_001);
  });

  test("that is left keeps its end and is at its newest again", async () => {
    const { chat, shown, conversation } = await talk(600);
    await chat.open(CONVERSATION);
    await chat.jumpTo(CONVERSATION, 100);
    chat.leave();
    expect(shown()).toEqual([551, 600]);
    for (let page = 0; page < 5; page += 1) {
      await chat.loadOlder(CONVERSATION);
    }
    expect(shown()).toEqual([301, 600]);
    await chat.open(CONVERSATION);
    chat.leave();
    expect(shown()).toEqual([401, 600]);
    expect(conversation()).toMatchObject({ atNewest: true, hasOlder: true, opened: true });
  });

  test("that was left before its end was known begins with its newest page again", async () => {
    const { chat, shown, conversation } = await talk(300);
    await chat.jumpTo(CONVERSATION, 100);
    await chat.open(CONVERSATION);
    chat.leave();
    expect(conversation()).toMatchObject({ messages: [], atNewest: true, opened: false });
    await chat.open(CONVERSATION);
    expect(shown()).toEqual([251, 300]);
  });

  test("that nobody looks at does not grow without end", async () => {
    const { conversation, write } = await talk(0);
    for (let seq = 1; seq <= 1_000; seq += 1) {
      write(`m${seq}`);
    }
    expect(conversation().messages.length).toBeLessThanOrEqual(400);
    expect(conversation()).toMatchObject({ hasOlder: true, lastSeq: 1_000, tail: 1_000 });
  });
});
