import { expect, test } from "vitest";
import type { SupportRecord } from "../contracts/openapi";
import { rowOf, rulesOf } from "./support_rules";

const RULES: SupportRecord = {
  hours: {
    weekdays: [1, 2, 5],
    opens: "09:00",
    closes: "24:00",
    timezone: "Europe/Moscow",
    exceptions: [
      { date: "2026-12-31", opens: null, closes: null },
      { date: "2027-01-08", opens: "10:00", closes: "16:00" },
    ],
  },
  assignment: { is_on: true, chats_per_person: 5, release_after_minutes: 10 },
  replies: { greeting: null, away: { ru: "Мы спим", en: "We sleep" }, busy: null, busy_after_minutes: 3 },
  reopen_days: 7,
  version: 4,
};

test("the rules go into the flat form and come back as they were", () => {
  const { slug: _, ...values } = rowOf(RULES);
  expect(values).toMatchObject({ "hours.weekdays": ["1", "2", "5"], "replies.greeting": { ru: "", en: "" } });
  expect(rulesOf(values)).toEqual(RULES);
});
