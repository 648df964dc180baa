import { expect, it } from "vitest";
import { degreeText, romanText } from "./degrees";

it("degrees are rounded down to the minute, as the outline has them", () => {
  expect([degreeText(1.7833), degreeText(29.9999), degreeText(0.05), degreeText(26.2)]).toEqual([
    "1°47′",
    "29°59′",
    "0°03′",
    "26°12′",
  ]);
  expect([romanText(1), romanText(9), romanText(12)]).toEqual(["I", "IX", "XII"]);
});
