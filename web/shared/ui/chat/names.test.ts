import { expect, it } from "vitest";
import type { ChatKey } from "../../i18n/ru/chat";
import { shownName } from "./names";

const t = (key: ChatKey) => `<${key}>`;

it("calls whoever has deleted their account so in the reader's language, and somebody without a name by what they are", () => {
  expect(shownName("Удалённый пользователь", t, "Client")).toBe("<chat.erased>");
  expect(shownName("Анна", t, "Client")).toBe("Анна");
  expect(shownName("", t, "Client")).toBe("Client");
  expect(shownName(undefined, t, "Client")).toBe("Client");
});
