import { expect, test } from "vitest";
import { createExport } from "./data_export";

const WHOLE = '{"format":"astars-export-1","is_complete":true}';

function exporting(answer: (signal: AbortSignal) => Promise<Response>) {
  const saved: [string, string][] = [];
  const file = createExport({
    language: "ru",
    fetch: (_path, init) => answer(init?.signal as AbortSignal),
    now: () => new Date("2026-11-23T09:00:00Z"),
    save: (blob, name) => {
      void blob.text().then((text) => saved.push([name, text]));
    },
  });
  return { file, saved };
}

test("a whole file is saved, and its size is told on the way", async () => {
  const sizes: number[] = [];
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(WHOLE.slice(0, 10)));
      controller.enqueue(new TextEncoder().encode(WHOLE.slice(10)));
      controller.close();
    },
  });
  const { file, saved } = exporting(async () => new Response(body));
  file.state.subscribe((state) => state.name === "running" && sizes.push(state.bytes));
  await file.start();
  expect(sizes).toEqual([0, 10, WHOLE.length]);
  expect(file.state.value).toEqual({ name: "saved", bytes: WHOLE.length });
  await expect.poll(() => saved).toEqual([["astars-2026-11-23.json", WHOLE]]);
});

test("a file that ends too early is not saved", async () => {
  const { file, saved } = exporting(async () => new Response(WHOLE.slice(0, -1)));
  await file.start();
  expect(file.state.value).toMatchObject({ name: "failed", error: { code: "unavailable" } });
  expect(saved).toEqual([]);
});

test("a refusal is told in the server's words, and it may be tried again", async () => {
  const problem = { code: "rate_limited", detail: "Слишком много попыток." };
  const answers = [Response.json(problem, { status: 429 }), new Response(WHOLE)];
  const { file } = exporting(async () => answers.shift() as Response);
  await file.start();
  expect(file.state.value).toMatchObject({ name: "failed", error: problem });
  await file.start();
  expect(file.state.value.name).toBe("saved");
});

test("what is stopped is neither saved nor a failure", async () => {
  const { file, saved } = exporting(
    (signal) => new Promise((_, refuse) => signal.addEventListener("abort", () => refuse(signal.reason))),
  );
  const going = file.start();
  expect(file.state.value.name).toBe("running");
  file.stop();
  await going;
  expect(file.state.value).toEqual({ name: "idle" });
  expect(saved).toEqual([]);
});
