import { expect, it } from "vitest";
import type { ChatState, Message } from "../../chat/chat";
import { watchArrivals } from "./arrivals";

type Heard = { message: Message };

/** One person's browser: locks that all its tabs share, and time that goes on when the test says so. */
function browser() {
  const held = new Set<string>();
  const waiting: (() => void)[] = [];
  const rung: string[] = [];
  const tabs: ((heard: Heard) => void)[] = [];
  const request = async (name: string, _: LockOptions, use: (lock: Lock | null) => Promise<void>) => {
    if (held.has(name)) return use(null);
    held.add(name);
    await use({ name, mode: "exclusive" });
    held.delete(name);
  };
  return {
    rung,
    tab(name: string, looking: boolean, focused: string | null) {
      watchArrivals({
        chat: {
          store: { state: { me: { id: "anna" }, focused } as unknown as ChatState, subscribe: () => () => undefined },
          on: ((_: string, listen: (heard: Heard) => void) => tabs.push(listen)) as never,
        },
        locks: { request } as unknown as Pick<LockManager, "request">,
        looking: () => looking,
        wait: () => new Promise((done) => waiting.push(done)),
        arrived: (message) => rung.push(`${name}:${message.id}`),
      });
    },
    async arrives(from: string | null) {
      const message = { id: "m1", conversation_id: "c1", sender: { id: from } } as Message;
      for (const heard of tabs) heard({ message });
      await settled();
      // The courtesy ends everywhere; claims are still held.
      for (const done of waiting.splice(0)) done();
      await settled();
    },
  };
}

const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

it("rings in one tab of several", async () => {
  const anna = browser();
  anna.tab("one", false, "c1");
  anna.tab("two", true, "c2");
  await anna.arrives("sofia");
  expect(anna.rung).toHaveLength(1);
});

it("is quiet everywhere while one tab shows the conversation to the person", async () => {
  const anna = browser();
  anna.tab("elsewhere", false, null);
  anna.tab("reading", true, "c1");
  await anna.arrives("sofia");
  expect(anna.rung).toEqual([]);
});

it("never rings for one's own message, nor for what the product says", async () => {
  const anna = browser();
  anna.tab("one", false, null);
  await anna.arrives("anna");
  await anna.arrives(null);
  expect(anna.rung).toEqual([]);
});
