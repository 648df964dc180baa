import { describe, expect, it } from "vitest";
import { unknown } from "../chat/conversation";
import { ANNA, details, participant, SOFIA } from "../chat/testing/messages";
import { filled, holeIn, meant, valuesOf, wordsAfterSlash } from "./filling";
import type { Reply } from "./replies";

const i18n = { language: "ru", date: () => "1 декабря 2026 г." } as const;

function reply(title: string, text: string, folder = ""): Reply {
  const changed_at = "2026-11-22T00:00:00.000Z";
  return { id: title, scope: "own", team: "astrologer", folder, title, text, may_change: true, changed_at };
}

describe("placeholders", () => {
  const people = [participant({ ...ANNA, name: "Анна Петрова" }), participant({ ...SOFIA, name: "София" })];

  it("address the client by the first name, and say what is known of the consultation", () => {
    const conversation = {
      ...unknown("1", 0),
      details: details({ participants: people, active_until: "2026-12-01T00:00:00Z" }),
    };
    const values = valuesOf(conversation, i18n);
    expect(filled("{client_name}, до {until}. {astrologer_name}", values)).toBe("Анна, до 1 декабря 2026 г.. София");
  });

  it("that nothing is known of stay, for the person to write over the first of them", () => {
    const text = filled("Здравствуйте, {client_name}! «{service}» до {until}", { service: "Ядро личности" });
    expect(text).toBe("Здравствуйте, {client_name}! «Ядро личности» до {until}");
    expect(text.slice(...(holeIn(text) ?? []))).toBe("{client_name}");
    expect(holeIn("Фигурные {скобки} и {other} бывают и так")).toBe(null);
  });
});

it("a slash at the beginning of a line asks for a reply, anything else is words", () => {
  expect(wordsAfterSlash("/")).toBe("");
  expect(wordsAfterSlash("/прив")).toBe("прив");
  expect(wordsAfterSlash("1/2")).toBe(null);
  expect(wordsAfterSlash("/etc/hosts")).toBe(null);
  expect(wordsAfterSlash("/при\nвет")).toBe(null);
  expect(wordsAfterSlash("")).toBe(null);
});

it("replies are found by folder, title and text, those that are called so first", () => {
  const replies = [reply("Итоги", "Рада была помочь"), reply("Помощь", "Напишите нам"), reply("Начало", "…", "Помощь")];
  expect(meant(replies, "помо").map(({ title }) => title)).toEqual(["Помощь", "Начало", "Итоги"]);
  expect(meant(replies, "")).toHaveLength(3);
  expect(meant(replies, "ничего такого")).toEqual([]);
});
