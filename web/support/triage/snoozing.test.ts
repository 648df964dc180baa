import { expect, test } from "vitest";
import { fieldMoment, ownMoment, snoozeChoices } from "./snoozing";

const names = (now: Date) => snoozeChoices(now).map(({ name }) => name);

test("a weekday's morning offers the evening and the next Monday", () => {
  const tuesday = new Date(2026, 10, 24, 10, 30);
  expect(names(tuesday)).toEqual(["hour", "hours", "evening", "tomorrow", "monday"]);
  const until = Object.fromEntries(snoozeChoices(tuesday).map((one) => [one.name, fieldMoment(one.until)]));
  expect(until).toEqual({
    hour: "2026-11-24T11:30",
    hours: "2026-11-24T13:30",
    evening: "2026-11-24T18:00",
    tomorrow: "2026-11-25T09:00",
    monday: "2026-11-30T09:00",
  });
});

test("the evening is not offered when it is there, nor Monday when that is tomorrow", () => {
  expect(names(new Date(2026, 10, 24, 17, 30))).not.toContain("evening");
  expect(names(new Date(2026, 10, 29, 10))).not.toContain("monday");
  const monday = snoozeChoices(new Date(2026, 10, 30, 10)).find(({ name }) => name === "monday");
  expect(monday && fieldMoment(monday.until)).toBe("2026-12-07T09:00");
});

test("a moment of one's own lies ahead, and not further than the server takes", () => {
  const now = new Date(2026, 10, 24, 10, 30);
  const told = ["", "2026-11-24T10:30", "2028-01-01T09:00"].map((typed) => ownMoment(typed, now));
  expect(told).toEqual(["missing", "past", "far"]);
  expect(ownMoment("2026-11-24T10:31", now)).toEqual(new Date(2026, 10, 24, 10, 31));
});
