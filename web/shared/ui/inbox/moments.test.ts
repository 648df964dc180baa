import { expect, test } from "vitest";
import { createI18n } from "../../i18n/i18n";
import { activityText, durationText } from "./moments";

// Whether an abbreviation ends in a dot differs between versions of the language data.
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ").replace(/\.$/, "");

test("a duration is told in its largest whole unit, and never as nothing", () => {
  expect(plain(durationText("ru", 0))).toBe("1 мин");
  expect(plain(durationText("ru", 59 * 60_000))).toBe("59 мин");
  expect(plain(durationText("ru", 25 * 3_600_000))).toBe("25 ч");
  expect(plain(durationText("ru", 50 * 3_600_000))).toBe("2 дн");
  expect(plain(durationText("en", 5 * 60_000))).toMatch(/^5 mins?$/);
});

test("the last activity is a time today and a day before", () => {
  const i18n = createI18n("ru", { ru: {}, en: {} });
  const now = new Date(2026, 10, 22, 15, 0).getTime();
  expect(activityText(i18n, new Date(2026, 10, 22, 9, 5).toISOString(), now)).toBe("09:05");
  expect(activityText(i18n, new Date(2026, 10, 21, 23, 0).toISOString(), now)).toBe("Вчера");
  expect(activityText(i18n, new Date(2026, 10, 3, 23, 0).toISOString(), now)).toBe("3 ноября");
});
