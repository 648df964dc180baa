import { expect, it } from "vitest";
import { type Api, ApiError } from "../shared/api";
import { createStore } from "../shared/chat/store";
import { ANNA, CONVERSATION, message } from "../shared/chat/testing/messages";
import { beginningOf, createCompleting } from "./completing";

const NO_API = { call: async () => ({ ok: false, error: new ApiError("unavailable", "") }) } as unknown as Api;

/** A talk whose outbox is the test's own hand. */
function talk(sent: "stored" | "failed") {
  const did: string[] = [];
  const store = createStore();
  const entry = { owner_id: "1", conversation_id: CONVERSATION, client_message_id: "7", text: "", created_at: "" };
  const chat = {
    store,
    send(_: string, { text = "" }: { text?: string }) {
      did.push(text);
      const pending = { ...entry, text, kind: "text", attachments: [], reply_to_seq: null, error: null };
      store.dispatch({ type: "outbox.changed", entry: { ...pending, state: "sending" } as never });
      queueMicrotask(() => {
        const failed = { ...pending, state: "failed", error: { code: "rate_limited", detail: "" } } as never;
        if (sent === "failed") store.dispatch({ type: "outbox.changed", entry: failed });
        else store.dispatch({ type: "outbox.removed", entry: pending as never });
      });
      return "7";
    },
    async complete(_: string, days?: number) {
      did.push(`complete ${days}`);
      return { ok: true, data: {} } as never;
    },
  };
  return { did, chat };
}

it("the closing words are there before the end", async () => {
  const { did, chat } = talk("stored");
  const completing = createCompleting(NO_API, chat, CONVERSATION);
  completing.write("Всего доброго!");
  completing.keepOpen(7);
  expect(await completing.complete()).toBe(true);
  expect(did).toEqual(["Всего доброго!", "complete 7"]);
  expect(completing.words.value).toBe("");
});

it("where the closing words do not arrive nothing is completed", async () => {
  const { did, chat } = talk("failed");
  const completing = createCompleting(NO_API, chat, CONVERSATION);
  completing.write("Всего доброго!");
  expect(await completing.complete()).toBe(false);
  expect([did, completing.failure.value?.code]).toEqual([["Всего доброго!"], "rate_limited"]);
});

it("the first question is the client's, and the first answer comes after it", () => {
  const [hello, asked, answered] = [message(1), message(2, { by: ANNA }), message(3)];
  expect(beginningOf([hello, asked, answered])).toEqual({ asked: asked.text, answeredAt: answered.created_at });
  expect(beginningOf([hello])).toEqual({ asked: null, answeredAt: hello.created_at });
});
