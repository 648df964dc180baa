import { describe, expect, it } from "vitest";
import type { Notifications } from "../../contracts/openapi";
import { earlier, shown, toggled } from "./choice";

const CHOICE: Notifications = {
  channels: [
    { channel: "push", state: "ready", is_chosen: false },
    { channel: "email", state: "ready", is_chosen: true },
    { channel: "telegram", state: "missing", is_chosen: false },
    { channel: "sms", state: "ready", is_chosen: true },
  ],
  order: ["sms", "email"],
  quiet: null,
  after_minutes: 10,
};

describe("the order of channels", () => {
  it("shows the chosen ones first, in their order", () => {
    expect(shown(CHOICE).map((one) => one.channel)).toEqual(["sms", "email", "push", "telegram"]);
  });

  it("puts a channel that is turned on last, and takes one that is turned off out", () => {
    expect(toggled(["sms", "email"], "push", true)).toEqual(["sms", "email", "push"]);
    expect(toggled(["sms", "email"], "sms", false)).toEqual(["email"]);
    expect(toggled(["sms", "email"], "sms", true)).toEqual(["email", "sms"]);
  });

  it("moves a channel one place forward, and the first one nowhere", () => {
    expect(earlier(["sms", "email", "push"], "push")).toEqual(["sms", "push", "email"]);
    expect(earlier(["sms", "email"], "sms")).toEqual(["sms", "email"]);
    expect(earlier(["sms", "email"], "push")).toEqual(["sms", "email"]);
  });
});
