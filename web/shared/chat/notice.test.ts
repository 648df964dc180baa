import { expect, test } from "vitest";
import { createChat, memoryStorage, type Notice } from "./chat";
import type { Clock } from "./clock";
import { FakeClock } from "./testing/clock";
import { ANNA, CONVERSATION, SOFIA } from "./testing/messages";
import { FakeServer } from "./testing/server";

function device(slowByMs = 0) {
  const clock = new FakeClock();
  const server = new FakeServer(clock);
  const link = server.link(ANNA);
  const own: Clock = {
    now: () => clock.now() - slowByMs,
    after: (milliseconds, action) => clock.after(milliseconds, action),
    cancel: (timer) => clock.cancel(timer),
  };
  const chat = createChat({ url: "", storage: memoryStorage(), clock: own, random: () => 0.5, connection: link });
  const said: (Notice["name"] | null)[] = [];
  chat.store.subscribe(({ notice }) => {
    if ((notice?.name ?? null) !== (said.at(-1) ?? null)) said.push(notice?.name ?? null);
  });
  return { clock, server, link, chat, said, notice: () => chat.store.state.notice };
}

test("what lasts less than a second is not spoken of", async () => {
  const { clock, link, said } = device();
  await clock.advance(900);
  link.up();
  await clock.advance(10_000);
  for (let blink = 0; blink < 5; blink += 1) {
    link.down();
    await clock.advance(900);
    link.up();
    await clock.advance(100);
  }
  expect(said).toEqual([]);
});

test("what lasts is said with its beginning, and taken back at once", async () => {
  const { clock, link, notice, said } = device();
  await clock.advance(1_000);
  expect(notice()).toMatchObject({ name: "connecting" });
  link.up();
  await clock.advance(0);
  expect(notice()).toBeNull();
  await clock.advance(5_000);
  const lost = clock.now();
  link.down();
  await clock.advance(3_000);
  expect(notice()).toEqual({ name: "offline", since: lost });
  link.up();
  await clock.advance(0);
  expect(said).toEqual(["connecting", "behind", null, "offline", "behind", null]);
});

test("from one trouble into the next it changes its words without going away", async () => {
  const { clock, link, said, notice } = device();
  link.up();
  await clock.advance(5_000);
  link.down();
  await clock.advance(2_000);
  link.silent = true;
  link.up();
  await clock.advance(2_000);
  expect(said).toEqual(["offline", "behind"]);
  expect(notice()?.since).toBe(clock.now() - 2_000);
});

test("a gap that stays is being behind; one that is healed at once is not worth a word", async () => {
  const { clock, link, server, chat, said } = device();
  link.up();
  await chat.open(CONVERSATION);
  await clock.advance(1_000);
  const lose = () => {
    link.loseEvents = true;
    server.write(SOFIA, { client_message_id: `lost ${clock.now()}` });
    link.loseEvents = false;
    server.write(SOFIA, { client_message_id: `seen ${clock.now()}` });
  };
  lose();
  await clock.advance(5_000);
  expect(said).toEqual([]);
  link.silent = true;
  lose();
  await clock.advance(5_000);
  expect(said).toEqual(["behind"]);
});

test("a refused session is said at once", async () => {
  const { clock, link, notice } = device();
  link.up();
  await clock.advance(1_000);
  link.refuse("unauthenticated");
  expect(notice()).toMatchObject({ name: "refused" });
});

test("a wrong clock changes neither what is said nor when", async () => {
  const { clock, link, notice, said, chat } = device(3_600_000);
  await clock.advance(500);
  link.up();
  await clock.advance(5_000);
  expect(said).toEqual([]);
  expect(Math.abs(chat.now() - clock.now())).toBeLessThan(1_000);
  const lost = clock.now();
  link.down();
  await clock.advance(2_000);
  expect(notice()).toEqual({ name: "offline", since: lost });
});
