import { expect, test } from "vitest";
import { download } from "./download";

test("a server that falls silent is not waited for", async () => {
  const answer = await download("/file", {
    language: "ru",
    patienceMs: 20,
    onBytes: () => undefined,
    fetch: (_path, init) =>
      new Promise((_, refuse) => init?.signal?.addEventListener("abort", () => refuse(init.signal?.reason))),
  });
  expect(answer).toMatchObject({ ok: false, error: { code: "unavailable" } });
});

test("a connection that breaks on the way is a failure, whatever has come", async () => {
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(3));
      controller.error(new TypeError("network error"));
    },
  });
  const answer = await download("/file", {
    language: "ru",
    onBytes: () => undefined,
    fetch: async () => new Response(body),
  });
  expect(answer.ok).toBe(false);
});
