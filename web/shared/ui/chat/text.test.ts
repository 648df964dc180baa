import { describe, expect, it } from "vitest";
import { isEmojiOnly, piecesOf } from "./text";

describe("a message's text", () => {
  it("shows addresses as links, without the sentence's punctuation", () => {
    expect(piecesOf("Смотрите (https://astars.example/a?b=1).")).toEqual([
      { text: "Смотрите (" },
      { text: "https://astars.example/a?b=1", href: "https://astars.example/a?b=1" },
      { text: ")." },
    ]);
  });

  it.each(["javascript:alert(1)", "<img src=x onerror=alert(1)>", "data:text/html,x", "просто текст"])(
    "leaves %s as text",
    (text) => {
      expect(piecesOf(text)).toEqual([{ text }]);
    },
  );

  it("is large when it is nothing but a few emoji", () => {
    expect(isEmojiOnly("🌙✨")).toBe(true);
    expect(isEmojiOnly("👨‍👩‍👧 ❤️")).toBe(true);
    expect(isEmojiOnly("🌙🌙🌙🌙")).toBe(false);
    expect(isEmojiOnly("да 🌙")).toBe(false);
    expect(isEmojiOnly("12")).toBe(false);
  });
});
