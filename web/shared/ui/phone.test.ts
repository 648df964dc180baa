import { describe, expect, it } from "vitest";
import { type Country, caretAfter, isComplete, ofE164, RUSSIA, readPhone, showPhone, toE164 } from "./phone";

const BELARUS: Country = { code: "BY", name: "Беларусь", dial_code: "+375", mask: "+375 99 999-99-99" };
const KAZAKHSTAN: Country = { code: "KZ", name: "Казахстан", dial_code: "+7", mask: "+7 999 999 9999" };
const GERMANY: Country = { code: "DE", name: "Германия", dial_code: "+49", mask: "+49 9999 9999999" };
const COUNTRIES = [BELARUS, GERMANY, KAZAKHSTAN, RUSSIA];

describe("a phone number", () => {
  it.each([
    "9990000001",
    "8 (999) 000-00-01",
    "+7 999 000 00 01",
    "79990000001",
    "007 999 000-00-01",
    "тел.: +7\u00a0999\u00a0000‑00‑01",
    "＋7（999）0000001",
    "tel:+79990000001",
  ])("typed as %s is one number", (typed) => {
    const number = readPhone(typed, RUSSIA, COUNTRIES);
    expect(toE164(number)).toBe("+79990000001");
    expect(showPhone(number)).toBe("(999) 000-00-01");
    expect(isComplete(number)).toBe(true);
  });

  it("is masked as far as it is typed", () => {
    expect(showPhone(readPhone("", RUSSIA, COUNTRIES))).toBe("");
    expect(showPhone(readPhone("9", RUSSIA, COUNTRIES))).toBe("(9");
    expect(showPhone(readPhone("9990", RUSSIA, COUNTRIES))).toBe("(999) 0");
    expect(isComplete(readPhone("9990", RUSSIA, COUNTRIES))).toBe(false);
  });

  it("pasted with its country chooses the country", () => {
    expect(readPhone("+375 29 123-45-67", RUSSIA, COUNTRIES)).toEqual({ country: BELARUS, digits: "291234567" });
    expect(ofE164("+77010000001", COUNTRIES, KAZAKHSTAN).country).toBe(KAZAKHSTAN);
    expect(ofE164("+79990000001", COUNTRIES).country).toBe(RUSSIA);
    expect(readPhone("+7 999 000-00-01", BELARUS, COUNTRIES).country).toBe(RUSSIA);
  });

  it("may be longer than the mask where numbers have several lengths", () => {
    const long = readPhone("151234567890", GERMANY, COUNTRIES);
    expect(toE164(long)).toBe("+49151234567890");
    expect(showPhone(long)).toBe("1512 34567890");
  });

  it("keeps the caret behind the digit just typed", () => {
    expect(caretAfter("(999) 0", 4)).toBe(7);
    expect(caretAfter("(999) 000-00-01", 3)).toBe(4);
    expect(caretAfter("(999) 000-00-01", 0)).toBe(0);
  });
});
