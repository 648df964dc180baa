import { expect, test } from "vitest";
import { every, placeOf } from "./asked";

test.each([
  ["order:65f0a0a0a0a0a0a0a0a0a0a0", "/admin/orders/65f0a0a0a0a0a0a0a0a0a0a0"],
  ["conversation:65f0a0a0a0a0a0a0a0a0a0a0", "/admin/conversations/65f0a0a0a0a0a0a0a0a0a0a0"],
  ["orders:list", null],
  ["order:../../x", null],
  ["service:core-of-personality", null],
])("the subject %s leads to %s", (subject, place) => {
  expect(placeOf(subject)).toBe(place);
});

test.each([
  [5, "office.job_seconds", 5],
  [60, "office.job_minutes", 1],
  [600, "office.job_minutes", 10],
  [3600, "office.job_hours", 1],
])("%s seconds are said as %s %s", (seconds, name, count) => {
  expect(every(seconds)).toEqual({ name, count });
});
