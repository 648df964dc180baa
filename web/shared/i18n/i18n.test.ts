import { describe, expect, it } from "vitest";
import { createI18n } from "./i18n";

const months = { one: "{count} месяц", few: "{count} месяца", many: "{count} месяцев", other: "{count} месяца" };
const i18n = createI18n("ru", {
  ru: { months, hello: "Здравствуйте, {name}!", "error.unavailable": "Нет связи." },
  en: {
    months: { one: "{count} month", other: "{count} months" },
    hello: "Hello, {name}!",
    "error.unavailable": "Offline.",
  },
});
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("texts", () => {
  it.each([
    [1, "1 месяц"],
    [3, "3 месяца"],
    [6, "6 месяцев"],
    [11, "11 месяцев"],
    [21, "21 месяц"],
  ])("count %i as %s", (count, expected) => {
    expect(i18n.t("months", { count })).toBe(expected);
  });

  it("fill placeholders and leave unknown ones visible", () => {
    expect(i18n.t("hello", { name: "София" })).toBe("Здравствуйте, София!");
    expect(i18n.t("hello")).toBe("Здравствуйте, {name}!");
  });

  it("show the server's words for an error, and the catalogue's where no server spoke", () => {
    expect(i18n.error({ code: "rate_limited", detail: "Подождите минуту." })).toBe("Подождите минуту.");
    expect(i18n.error({ code: "unavailable", detail: "" })).toBe("Нет связи.");
  });
});

describe("money", () => {
  it("is grouped, and shows kopecks only when there are any", () => {
    expect(plain(i18n.money({ amount: 999_900, currency: "RUB" }))).toBe("9999 ₽");
    expect(plain(i18n.money({ amount: 1_250_000, currency: "RUB" }))).toBe("12 500 ₽");
    expect(plain(i18n.money({ amount: 9_950, currency: "RUB" }))).toBe("99,50 ₽");
  });
});

describe("days", () => {
  const now = new Date(2026, 10, 22, 9, 30).getTime();

  it("near ones have names, far ones a date, other years their year", () => {
    expect(i18n.relativeDay(new Date(2026, 10, 22, 0, 5), now)).toBe("Сегодня");
    expect(i18n.relativeDay(new Date(2026, 10, 21, 23, 59), now)).toBe("Вчера");
    expect(i18n.relativeDay(new Date(2026, 2, 8), now)).toBe("8 марта");
    expect(plain(i18n.relativeDay(new Date(2025, 11, 31), now))).toBe("31 декабря 2025 г.");
  });
});
