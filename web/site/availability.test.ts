import { describe, expect, it } from "vitest";
import { returnStyle, shownState } from "./availability";

describe("what is shown of an astrologer", () => {
  it("is the connection while they are available", () => {
    expect(shownState({ presence: "online", availability: { state: "available", until: null } })).toBe("online");
    expect(shownState({ presence: "offline", availability: { state: "available", until: null } })).toBe("offline");
  });

  it("is their own word before the connection", () => {
    expect(shownState({ presence: "online", availability: { state: "away", until: null } })).toBe("away");
    expect(shownState({ presence: "online", availability: { state: "busy", until: null } })).toBe("busy");
  });
});

describe("the return", () => {
  it("is a time for today and a day for later", () => {
    const now = new Date("2026-11-22T10:00:00");
    expect(returnStyle("2026-11-22T18:30:00", now)).toBe("time");
    expect(returnStyle("2026-11-24T09:00:00", now)).toBe("day");
  });
});
