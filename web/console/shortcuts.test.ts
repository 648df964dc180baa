import { describe, expect, it } from "vitest";
import { actionOf, SHORTCUTS } from "./shortcuts";

const none = { code: "", key: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("a press", () => {
  it("means one thing: no two rows of the table share their keys", () => {
    const keys = SHORTCUTS.map((one) => one.keys.join("+"));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("is known by the key's place, so that a Russian keyboard opens the palette as well", () => {
    expect(actionOf({ ...none, code: "KeyK", key: "л", ctrlKey: true }, true)).toBe("palette");
    expect(actionOf({ ...none, code: "KeyK", key: "k", metaKey: true }, false)).toBe("palette");
  });

  it("with another modifier is somebody else's", () => {
    expect(actionOf({ ...none, code: "ArrowDown", altKey: true }, true)).toBe("next");
    expect(actionOf({ ...none, code: "ArrowDown", altKey: true, shiftKey: true }, true)).toBe(null);
    expect(actionOf({ ...none, code: "ArrowDown" }, true)).toBe(null);
    expect(actionOf({ ...none, code: "Digit1", altKey: true, ctrlKey: true }, true)).toBe(null);
  });

  it("of a question mark is a word while one writes", () => {
    expect(actionOf({ ...none, code: "Slash", key: "?", shiftKey: true }, true)).toBe(null);
    expect(actionOf({ ...none, code: "Slash", key: "?", shiftKey: true }, false)).toBe("shortcuts");
  });
});
