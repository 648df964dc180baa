import { describe, expect, it } from "vitest";
import { deskKeys } from "../shared/i18n/ru/desk_keys";
import { actionOf, nameOf, OFFERED, OFFERED_HERE, SHORTCUTS } from "./shortcuts";

const none = { code: "", key: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("a press on the desk", () => {
  it("means one thing: no two rows of the table share their keys", () => {
    const keys = SHORTCUTS.map((one) => one.keys.join("+"));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("is known by the key's place, in every layout", () => {
    expect(actionOf({ ...none, code: "KeyK", key: "л", ctrlKey: true }, true)).toBe("palette");
    expect(actionOf({ ...none, code: "KeyT", key: "е", altKey: true }, true)).toBe("tags");
    expect(actionOf({ ...none, code: "KeyT", key: "t" }, false)).toBe(null);
  });

  it("and everything that is offered has a name", () => {
    const names = [...SHORTCUTS.map(({ action }) => action), ...OFFERED, ...OFFERED_HERE].map(nameOf);
    expect(names.filter((name) => !(name in deskKeys))).toEqual([]);
  });
});
