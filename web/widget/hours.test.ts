import { describe, expect, it } from "vitest";
import type { SupportOut } from "../contracts/openapi";
import { widget as en } from "../shared/i18n/en/widget";
import { createI18n } from "../shared/i18n/i18n";
import { widget as ru } from "../shared/i18n/ru/widget";
import { closedText, hoursText } from "./hours";

const texts = createI18n("ru", { ru, en });
const english = createI18n("en", { ru, en });
const support: SupportOut = {
  weekdays: [1, 2, 3, 4, 5],
  opens: "09:00",
  closes: "18:00",
  timezone: "Europe/Moscow",
  open_now: true,
  opens_at: null,
};

describe("the support hours", () => {
  it("are said as people say them", () => {
    expect(hoursText(support, texts)).toBe("Отвечаем по будням с 9:00 до 18:00 (МСК)");
    expect(hoursText({ ...support, weekdays: [1, 2, 3, 4, 5, 6, 7] }, texts)).toContain("ежедневно");
    expect(hoursText({ ...support, weekdays: [1, 3] }, texts)).toContain("пн, ср");
    expect(hoursText(support, english)).toBe("We answer on weekdays from 9:00 to 18:00 (Moscow time)");
  });

  it("say when the answer comes while nobody is there", () => {
    expect(closedText(support, texts)).toBeNull();
    const closed = { ...support, open_now: false, opens_at: "2026-11-23T06:00:00Z" };
    expect(closedText(closed, texts)).toMatch(/не на связи.*23 ноября.*09:00 \(МСК\)/);
  });
});
