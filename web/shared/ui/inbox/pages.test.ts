import { expect, test } from "vitest";
import type { Answer, InboxPage } from "../../chat/chat";
import { createPages } from "./pages";

const lost: Answer<InboxPage> = { ok: false, error: { code: "unavailable", detail: "", retryable: true } };
const page = (nextCursor: string | null): Answer<InboxPage> => ({ ok: true, data: { ids: [], nextCursor } });

function scripted(...answers: Answer<InboxPage>[]) {
  const asked: (string | undefined)[] = [];
  const pages = createPages(async (cursor) => {
    asked.push(cursor);
    return answers.shift() ?? lost;
  });
  return { pages, asked };
}

test("pages follow each other until there are no more", async () => {
  const { pages, asked } = scripted(page("b"), page(null));
  await pages.load();
  await pages.more();
  await pages.more();
  expect(asked).toEqual([undefined, "b"]);
  expect(pages.state.value).toMatchObject({ name: "ready", cursor: null });
});

test("a page that failed is asked for again, not the first one", async () => {
  const { pages, asked } = scripted(page("b"), lost, page(null));
  await pages.load();
  await pages.more();
  expect(pages.state.value.name).toBe("failed");
  await pages.load();
  expect(asked).toEqual([undefined, "b", "b"]);
  expect(pages.state.value.name).toBe("ready");
});

test("the same page is not asked for twice at once", async () => {
  const { pages, asked } = scripted(page("b"), page(null));
  await pages.load();
  await Promise.all([pages.more(), pages.more()]);
  expect(asked).toEqual([undefined, "b"]);
});
