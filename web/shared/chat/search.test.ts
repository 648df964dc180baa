import { expect, test } from "vitest";
import { createChat, memoryStorage } from "./chat";
import { FakeClock } from "./testing/clock";
import { ANNA, CONVERSATION, details, message } from "./testing/messages";
import { FakeServer } from "./testing/server";

/** A chat without a socket whose HTTP answers with `bodies`, in order. */
function device(...bodies: unknown[]) {
  const clock = new FakeClock();
  const link = new FakeServer(clock).link(ANNA);
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    const { pathname, search } = new URL(String(input), "http://chat.test");
    asked.push(decodeURIComponent(pathname + search));
    const body = bodies.shift();
    return new Response(JSON.stringify(body ?? { code: "not_found", detail: "Не найдено" }), {
      status: body ? 200 : 404,
    });
  };
  const chat = createChat({ url: "http://chat.test", storage: memoryStorage(), clock, connection: link, fetch });
  return { chat, asked };
}

test("what is found is handed on, and its conversation is known then", async () => {
  const hit = {
    message: message(7),
    conversation: details({ last_seq: 9 }),
    excerpt: [
      { text: "наша ", is_match: false },
      { text: "свадьба", is_match: true },
    ],
  };
  const { chat, asked } = device({ items: [hit], next_cursor: "next" }, { items: [], next_cursor: null });
  expect(await chat.search("свадьба")).toEqual({ ok: true, data: { items: [hit], next_cursor: "next" } });
  expect(chat.store.state.conversations.get(CONVERSATION)?.lastSeq).toBe(9);
  await chat.search("свадьба", CONVERSATION, "next");
  expect(asked).toEqual(["/api/search?q=свадьба", `/api/search?q=свадьба&conversation_id=${CONVERSATION}&cursor=next`]);
});

test("a refused search answers why", async () => {
  const { chat } = device();
  expect(await chat.search("x", "foreign")).toMatchObject({
    ok: false,
    error: { code: "not_found", retryable: false },
  });
});

test("without a socket a jump goes by HTTP", async () => {
  const page = Array.from({ length: 50 }, (_, index) => message(75 + index));
  const moment = { messages: [message(100)], complete: false };
  const { chat, asked } = device(moment, details({ last_seq: 500 }), { messages: page, complete: false });
  const date = new Date("2026-11-22T08:00:00.000Z");
  expect(await chat.jumpToDate(CONVERSATION, date)).toEqual({ ok: true, data: 100 });
  expect(asked).toEqual([
    `/api/conversations/${CONVERSATION}/messages?from_at=2026-11-22T08:00:00.000Z&limit=1`,
    `/api/conversations/${CONVERSATION}`,
    `/api/conversations/${CONVERSATION}/messages?after_seq=74&limit=50`,
  ]);
  expect(chat.store.state.conversations.get(CONVERSATION)).toMatchObject({ atNewest: false, hasOlder: true });
});

test("long messages make pages short; the one that is wanted is found all the same", async () => {
  const short = { messages: [message(75), message(76)], complete: false };
  const exact = { messages: [message(100), message(101)], complete: false };
  const { chat, asked } = device(details({ last_seq: 500 }), short, exact);
  expect(await chat.jumpTo(CONVERSATION, 100)).toEqual({ ok: true, data: 100 });
  expect(asked.at(-1)).toContain("after_seq=99");
});
