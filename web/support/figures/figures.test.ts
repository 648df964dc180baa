import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Api } from "../../shared/api";
import { answerParts, createFigures } from "./figures";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("many changes of one moment are one question, and a page that nobody sees asks nothing", () => {
  let asked = 0;
  let changed = () => {};
  const page = { isSeen: true };
  createFigures({
    api: { call: async () => ({ ok: true, data: { call: ++asked } }) } as unknown as Api,
    chat: {
      on: ((name: string, listen: () => void) => {
        if (name === "queue.changed") changed = listen;
        return () => undefined;
      }) as never,
      connection: { onStatus: () => () => undefined } as never,
    },
    isSeen: () => page.isSeen,
  });
  expect(asked).toBe(1);
  for (let turn = 0; turn < 50; turn++) changed();
  vi.advanceTimersByTime(1_500);
  expect(asked).toBe(2);
  vi.advanceTimersByTime(28_500);
  expect(asked).toBe(3);
  page.isSeen = false;
  vi.advanceTimersByTime(120_000);
  expect(asked).toBe(3);
});

test("a first answer is told in the unit that people would say", () => {
  expect([35, 90, 4000].map(answerParts)).toEqual([
    { unit: "second", count: 35 },
    { unit: "minute", count: 2 },
    { unit: "hour", count: 1.1 },
  ]);
});
