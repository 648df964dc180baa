import { expect, test, vi } from "vitest";
import { ApiError, type Result } from "../api";
import type { ChatState } from "../chat/chat";
import { INITIAL_STATE } from "../chat/state";
import { askAgainWhenOnline, createResource } from "./resource";

const broken: Result<string> = { ok: false, error: new ApiError("unavailable", "") };

function answering() {
  const waiting: ((answer: Result<string>) => void)[] = [];
  return {
    ask: () => new Promise<Result<string>>((resolve) => waiting.push(resolve)),
    answer: (turn: number, answer: Result<string>) => waiting[turn]?.(answer),
  };
}

test("a failure is shown, and asking again shows loading before the answer", async () => {
  const server = answering();
  const resource = createResource(server.ask);
  const first = resource.load();
  server.answer(0, broken);
  await first;
  expect(resource.state.value).toMatchObject({ name: "failed", error: { code: "unavailable" } });
  const second = resource.load();
  expect(resource.state.value).toEqual({ name: "loading" });
  server.answer(1, { ok: true, data: "here" });
  await second;
  expect(resource.state.value).toEqual({ name: "ready", data: "here" });
});

test("what is there stays while it is asked again, also when that fails", async () => {
  const server = answering();
  const resource = createResource(server.ask);
  resource.put("before");
  const again = resource.load();
  expect(resource.state.value).toEqual({ name: "ready", data: "before" });
  server.answer(0, broken);
  await again;
  expect(resource.state.value).toEqual({ name: "ready", data: "before" });
});

test("an answer that was overtaken changes nothing", async () => {
  const server = answering();
  const resource = createResource(server.ask);
  const slow = resource.load();
  const fast = resource.load();
  server.answer(1, { ok: true, data: "new" });
  server.answer(0, { ok: true, data: "old" });
  await Promise.all([slow, fast]);
  expect(resource.state.value).toEqual({ name: "ready", data: "new" });
});

test("what failed is asked again when the connection comes back, what is there is not", async () => {
  const listeners: ((state: ChatState) => void)[] = [];
  const store = {
    subscribe(listener: (state: ChatState) => void) {
      listeners.push(listener);
      return () => undefined;
    },
  };
  const become = (connection: ChatState["connection"]) => {
    for (const listener of listeners) listener({ ...INITIAL_STATE, connection });
  };
  const server = answering();
  const failing = createResource(server.ask);
  const there = createResource(server.ask);
  there.put("there");
  askAgainWhenOnline({ store }, [failing, there]);
  const first = failing.load();
  server.answer(0, broken);
  await first;
  become({ name: "online" });
  become({ name: "online" });
  expect(failing.state.value).toEqual({ name: "loading" });
  server.answer(1, { ok: true, data: "back" });
  await vi.waitFor(() => expect(failing.state.value).toEqual({ name: "ready", data: "back" }));
  expect(there.state.value).toEqual({ name: "ready", data: "there" });
});
