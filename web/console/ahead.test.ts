import { expect, it } from "vitest";
import type { ChatState } from "../shared/chat/chat";
import { unknown } from "../shared/chat/conversation";
import { INITIAL_STATE } from "../shared/chat/state";
import { createAhead } from "./ahead";

function desk(ids: readonly string[], isOpen: (id: string) => boolean = () => false) {
  const loaded: string[] = [];
  const conversations = new Map(ids.map((id) => [id, unknown(id, 1)]));
  const state = { ...INITIAL_STATE, connection: { name: "online" }, conversations } as ChatState;
  const store = { state } as never;
  const jumpToNewest = async (id: string) => {
    loaded.push(id);
    return { ok: true, data: 1 } as const;
  };
  const ahead = createAhead({ chat: { store, jumpToNewest }, isOpen, idle: queueMicrotask });
  return { ahead, loaded };
}

const settled = () => new Promise((done) => setTimeout(done));

it("loads what is listed one after the other, each once, and what is pointed at before its turn", async () => {
  const { ahead, loaded } = desk(["a", "b", "c"]);
  ahead.of(["a", "b", "c"]);
  ahead.now("c");
  ahead.of(["a", "b", "c"]);
  await settled();
  expect(loaded).toEqual(["c", "a", "b"]);
});

it("leaves what is open to whoever opened it", async () => {
  const { ahead, loaded } = desk(["a", "b"], (id) => id === "a");
  ahead.of(["a", "b", "unknown"]);
  await settled();
  expect(loaded).toEqual(["b"]);
});
