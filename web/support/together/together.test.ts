import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { QueueViewing } from "../../contracts/socket";
import type { ChatState } from "../../shared/chat/chat";
import { createTogether } from "./together";
import { presentIn, withHeard } from "./viewers";

const heard = (doing: QueueViewing["doing"], user = "ira", conversation_id = "one"): QueueViewing => ({
  conversation_id,
  user_id: user,
  name: user,
  doing,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function desk() {
  const told: string[] = [];
  let listen: (heard: QueueViewing) => void = () => undefined;
  let changed: (state: ChatState) => void = () => undefined;
  let seenChanged = () => {};
  const page = { isSeen: true };
  const state = { drafts: new Map() } as unknown as ChatState;
  const together = createTogether({
    me: "oleg",
    isSeen: () => page.isSeen,
    onSeen: (listener) => {
      seenChanged = listener;
      return () => undefined;
    },
    chat: {
      now: () => Date.now(),
      on: ((_: string, listener: typeof listen) => {
        listen = listener;
        return () => undefined;
      }) as never,
      store: {
        state,
        subscribe: (listener: typeof changed) => {
          changed = listener;
          return () => undefined;
        },
      },
      connection: {
        status: { name: "online" },
        onStatus: () => () => undefined,
        command: (_: string, { conversation_id, doing }: { conversation_id: string; doing: string }) =>
          told.push(`${conversation_id}:${doing}`),
      } as never,
    },
  });
  return {
    told,
    together,
    hear: (one: QueueViewing) => listen(one),
    write: (text: string) => changed({ ...state, drafts: new Map([["one", text]]) }),
    show(isSeen: boolean) {
      page.isSeen = isSeen;
      seenChanged();
    },
  };
}

test("whoever is not heard of for half a minute has gone", () => {
  const viewers = withHeard(new Map(), heard("typing"), 0);
  expect(presentIn(viewers, "one", 29_999)).toMatchObject([{ userId: "ira", isTyping: true }]);
  expect(presentIn(viewers, "one", 30_000)).toEqual([]);
  expect(presentIn(withHeard(viewers, heard("gone"), 1), "one", 1)).toEqual([]);
});

test("I am told of before others forget me, and say that I go", () => {
  const { told, together } = desk();
  const leave = together.look("one");
  vi.advanceTimersByTime(15_000);
  leave();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(["one:viewing", "one:viewing", "one:gone"]);
});

test("typing is said once, and ends with the message or by itself", () => {
  const { told, together, write } = desk();
  together.look("one");
  write("З");
  write("Зд");
  write("");
  write("И");
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(["one:viewing", "one:typing", "one:viewing", "one:typing", "one:viewing"]);
});

test("whoever comes is told at once that I am here, and a page that nobody sees is nobody's look", () => {
  const { told, together, hear, show } = desk();
  together.look("one");
  hear(heard("viewing"));
  hear(heard("viewing"));
  hear(heard("viewing", "oleg"));
  expect(told).toEqual(["one:viewing", "one:viewing"]);
  expect(presentIn(together.viewers.value, "one", Date.now())).toHaveLength(1);
  show(false);
  vi.advanceTimersByTime(30_000);
  show(true);
  expect(told.slice(2)).toEqual(["one:gone", "one:viewing"]);
});
