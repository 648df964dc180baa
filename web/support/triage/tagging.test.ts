import { expect, test } from "vitest";
import type { ChatState } from "../../shared/chat/chat";
import { suggested, withTags } from "./tagging";

function tagged(...all: string[][]): ChatState {
  const conversations = all.map((tags, at) => [String(at), { details: { queue: { desk: { tags } } } }]);
  return { conversations: new Map(conversations as never) } as unknown as ChatState;
}

test("a tag is kept as the server has it, each once, several between commas", () => {
  expect(withTags(["чек"], "  Возврат   денег, ЧЕК,, оплата ")).toEqual(["чек", "возврат денег", "оплата"]);
  expect(withTags(["чек"], "  ")).toEqual(["чек"]);
});

test("what is used most is suggested first, what is there already never", () => {
  const state = tagged(["оплата", "чек"], ["оплата"], ["карта"]);
  expect(suggested(state, ["чек"], "")).toEqual(["оплата", "карта"]);
  expect(suggested(state, [], "кар")).toEqual(["карта"]);
});
