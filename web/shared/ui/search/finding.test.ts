import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Answer, FoundMessage, SearchPage } from "../../chat/chat";
import { createFinding } from "./finding";

const hit = (seq: number) => ({ message: { seq } }) as FoundMessage;
const found = (seqs: readonly number[], next_cursor: string | null = null): Answer<SearchPage> => ({
  ok: true,
  data: { items: seqs.map(hit), next_cursor },
});
const lost: Answer<SearchPage> = { ok: false, error: { code: "unavailable", detail: "", retryable: true } };

/** A server that answers when the test says so. */
function slow() {
  const asked: { query: string; cursor: string | undefined; answer: (answer: Answer<SearchPage>) => Promise<void> }[] =
    [];
  const finding = createFinding(
    (query, cursor) =>
      new Promise((resolve) => {
        const answer = async (one: Answer<SearchPage>) => {
          resolve(one);
          await vi.advanceTimersByTimeAsync(0);
        };
        asked.push({ query, cursor, answer });
      }),
  );
  const seqs = () => finding.state.value.hits.map(({ message }) => message.seq);
  return { finding, asked, seqs };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const REST_MS = 250;

test("a question is asked once the typing rests, and not for every letter", async () => {
  const { finding, asked } = slow();
  for (const typed of ["с", "св", "сва", "свадьба "]) {
    finding.look(typed);
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(REST_MS);
  expect(asked.map(({ query }) => query)).toEqual(["свадьба"]);
  expect(finding.state.value.name).toBe("searching");
});

test("an answer that comes late for an earlier question is never shown", async () => {
  const { finding, asked, seqs } = slow();
  finding.look("луна");
  await vi.advanceTimersByTimeAsync(REST_MS);
  finding.look("солнце");
  await vi.advanceTimersByTimeAsync(REST_MS);
  await asked[1]?.answer(found([7]));
  await asked[0]?.answer(found([1, 2, 3]));
  expect(seqs()).toEqual([7]);
  expect(finding.state.value).toMatchObject({ name: "ready", query: "солнце" });
});

test("an answer to what was cleared meanwhile is never shown", async () => {
  const { finding, asked } = slow();
  finding.look("луна");
  await vi.advanceTimersByTimeAsync(REST_MS);
  finding.look("");
  await asked[0]?.answer(found([1]));
  expect(finding.state.value).toMatchObject({ name: "idle", hits: [] });
});

test("pages follow each other, none is asked for twice", async () => {
  const { finding, asked, seqs } = slow();
  finding.look("луна");
  await vi.advanceTimersByTimeAsync(REST_MS);
  await asked[0]?.answer(found([9, 8], "b"));
  void finding.more();
  void finding.more();
  await asked[1]?.answer(found([7]));
  expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, "b"]);
  expect(seqs()).toEqual([9, 8, 7]);
  expect(finding.state.value.cursor).toBeNull();
});

test("an empty page is no end while more follow", async () => {
  const { finding, asked, seqs } = slow();
  finding.look("луна");
  await vi.advanceTimersByTimeAsync(REST_MS);
  await asked[0]?.answer(found([], "b"));
  expect(finding.state.value.name).toBe("searching");
  await asked[1]?.answer(found([3]));
  expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, "b"]);
  expect(seqs()).toEqual([3]);
});

test("what failed is asked again from where it failed", async () => {
  const { finding, asked, seqs } = slow();
  finding.look("луна");
  await vi.advanceTimersByTimeAsync(REST_MS);
  await asked[0]?.answer(found([9], "b"));
  void finding.more();
  await asked[1]?.answer(lost);
  expect(finding.state.value).toMatchObject({ name: "failed", error: { code: "unavailable" } });
  expect(seqs()).toEqual([9]);
  void finding.again();
  await asked[2]?.answer(found([8]));
  expect(asked[2]?.cursor).toBe("b");
  expect(seqs()).toEqual([9, 8]);
});
