import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { QueueOut } from "../../contracts/socket";
import type { ChatState, Conversation } from "../../shared/chat/chat";
import { unknown } from "../../shared/chat/conversation";
import { INITIAL_STATE } from "../../shared/chat/state";
import { details } from "../../shared/chat/testing/messages";
import { createCalling, REPEAT_MS } from "./calling";
import { callsOf } from "./calls";

const NOW = Date.parse("2026-11-24T09:10:00Z");
const DESK = {
  queued_at: null,
  snoozed_until: null,
  tags: [],
  blocked_at: null,
  asked_at: null,
  first_answered_at: null,
};

function request(
  id: string,
  queue: Partial<QueueOut>,
  desk: Partial<NonNullable<QueueOut["desk"]>> = {},
): Conversation {
  const nobody = { state: "waiting" as const, assignee_id: null, waiting_since: null, may_write: true, rating: null };
  const place = { ...nobody, ...queue, desk: { ...DESK, ...desk } };
  return { ...unknown(id, 1), kind: "support", details: details({ id, kind: "support", queue: place }) };
}

const NEW = request("new", {}, { queued_at: "2026-11-24T09:09:00Z" });

function knowing(...requests: Conversation[]): ChatState {
  const me = { id: "maria", role: "support", name: "Мария", language: "ru" } as const;
  return { ...INITIAL_STATE, me, conversations: new Map(requests.map((one) => [one.id, one])) };
}

test("new requests call, and one's own that wait too long; nothing that sleeps or is a colleague's", () => {
  const long = { state: "claimed", waiting_since: "2026-11-24T09:05:00Z" } as const;
  const state = knowing(
    NEW,
    request("asleep", {}, { queued_at: "2026-11-24T09:00:00Z", snoozed_until: "2026-11-25T09:00:00Z" }),
    request("mine", { ...long, assignee_id: "maria" }),
    request("just_now", { ...long, assignee_id: "maria", waiting_since: "2026-11-24T09:09:00Z" }),
    request("his", { ...long, assignee_id: "ivan" }),
    request("silent", {}),
  );
  expect(callsOf(state, NOW).map(({ conversation, why }) => `${conversation.id} ${why}`)).toEqual([
    "new new",
    "mine waiting",
  ]);
});

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

/** One person's page; `held` are the locks that all their pages share. */
function page(isLooking: boolean, held = new Set<string>()) {
  const rung: string[] = [];
  let changed = () => {};
  let looked = () => {};
  const store = { state: knowing() };
  const person = { isLooking };
  const calling = createCalling({
    chat: {
      now: () => Date.now(),
      store: {
        get state() {
          return store.state;
        },
        subscribe: (listen: () => void) => {
          changed = listen;
          return () => undefined;
        },
      } as never,
    },
    locks: {
      request: async (name: string, _: LockOptions, use: (lock: Lock | null) => Promise<void>) => {
        if (held.has(name)) return use(null);
        held.add(name);
        await use({ name, mode: "exclusive" });
        held.delete(name);
      },
    } as never,
    pages: null,
    isLooking: () => person.isLooking,
    onLooking: (listen) => {
      looked = listen;
      return () => undefined;
    },
    ring: ({ conversation }) => rung.push(conversation.id),
  });
  return {
    calling,
    rung,
    knows(...requests: Conversation[]) {
      store.state = knowing(...requests);
      changed();
    },
    look() {
      person.isLooking = true;
      looked();
    },
  };
}

test("it rings again and again until somebody looks at the desk", async () => {
  const { rung, knows, look } = page(false);
  knows(NEW);
  expect(rung).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2 * REPEAT_MS);
  expect(rung).toHaveLength(3);
  look();
  await vi.advanceTimersByTimeAsync(10 * REPEAT_MS);
  expect(rung).toHaveLength(3);
});

test("before the person's eyes it rings once", async () => {
  const { rung, knows } = page(true);
  knows(NEW);
  await vi.advanceTimersByTimeAsync(10 * REPEAT_MS);
  expect(rung).toHaveLength(1);
});

test("of several pages one rings, and none where it is switched off on this device", async () => {
  const held = new Set<string>();
  const [one, two, off] = [page(false, held), page(false, held), page(false)];
  one.knows(NEW);
  two.knows(NEW);
  off.calling.isOn.value = false;
  off.knows(NEW);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([...one.rung, ...two.rung]).toHaveLength(1);
  expect(off.rung).toEqual([]);
});
