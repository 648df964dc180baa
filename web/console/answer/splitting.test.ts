import { describe, expect, it } from "vitest";
import { lengthOf, messagesOf } from "./splitting";

describe("a long answer", () => {
  it("that fits is one message, and nothing is none", () => {
    expect(messagesOf(" Ваша карта ", 20)).toEqual(["Ваша карта"]);
    expect(messagesOf(" \n ", 20)).toEqual([]);
  });

  it("is split between paragraphs, then lines, then sentences, then words", () => {
    expect(messagesOf("Первая часть.\n\nВторая часть.", 16)).toEqual(["Первая часть.", "Вторая часть."]);
    expect(messagesOf("Первая строка\nвторая строка", 16)).toEqual(["Первая строка", "вторая строка"]);
    expect(messagesOf("Это верно. Это тоже.", 12)).toEqual(["Это верно.", "Это тоже."]);
    expect(messagesOf("одно и то же слово", 10)).toEqual(["одно и то", "же слово"]);
  });

  it("without any place to split is cut, never within an emoji", () => {
    expect(messagesOf("🌙".repeat(5), 2)).toEqual(["🌙🌙", "🌙🌙", "🌙"]);
  });

  it("loses no word and makes no message too long", () => {
    const words = Array.from(
      { length: 4_000 },
      (_, at) => `слово${at}${at % 9 === 0 ? ".\n\n" : at % 5 === 0 ? "! " : " "}`,
    );
    const text = words.join("");
    for (const most of [10, 37, 1_000, 10_000]) {
      const messages = messagesOf(text, most);
      expect(Math.max(...messages.map(lengthOf))).toBeLessThanOrEqual(most);
      expect(messages.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
    }
  });
});
