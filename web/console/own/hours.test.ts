import { describe, expect, it } from "vitest";
import type { OwnSettings } from "../../contracts/openapi";
import { formOf, type HoursForm, mostOf, problemOf, withSpan, workingOf } from "./hours";
import { returnAt } from "./returning";

const ZONE = "Europe/Moscow";
const KEPT: OwnSettings = {
  name: "София",
  availability: { state: "available", until: null },
  by_hours: true,
  working: {
    timezone: "Asia/Tbilisi",
    week: [
      { weekday: 1, opens: "14:00", closes: "00:00" },
      { weekday: 1, opens: "09:00", closes: "12:00" },
    ],
    exceptions: [
      { day: "2026-12-31", opens: null, closes: null },
      { day: "2026-12-30", opens: "10:00", closes: "12:00" },
    ],
  },
  most_open: 12,
  open_now: 3,
  version: 4,
};

const form = (changes: Partial<HoursForm> = {}): HoursForm => ({ ...formOf(KEPT, ZONE), ...changes });
const week = (...spans: HoursForm["week"][number]): HoursForm["week"] => [spans, [], [], [], [], [], []];

describe("working hours", () => {
  it("are filled in as they are kept, in order, and sent back as they are", () => {
    const filled = form();
    expect(filled.week[0]?.map(({ opens }) => opens)).toEqual(["09:00", "14:00"]);
    expect(filled.special).toEqual([
      { day: "2026-12-30", spans: [{ opens: "10:00", closes: "12:00" }] },
      { day: "2026-12-31", spans: [] },
    ]);
    expect(new Set(workingOf(filled)?.exceptions)).toEqual(new Set(KEPT.working?.exceptions));
    expect(mostOf(filled)).toBe(12);
    expect(problemOf(filled)).toBeNull();
  });

  it("are suggested, and not meant, until somebody turns them on", () => {
    const fresh = formOf({ ...KEPT, working: null, most_open: null }, ZONE);
    expect([fresh.on, fresh.timezone, fresh.week.filter((spans) => spans.length > 0).length]).toEqual([false, ZONE, 5]);
    expect([workingOf(fresh), mostOf(fresh)]).toEqual([null, null]);
  });

  it("are looked at before they are sent", () => {
    const late = { opens: "10:00", closes: "09:00" };
    expect(problemOf(form({ week: week(late) }))).toMatchObject({ at: "week", day: 0, what: "order" });
    const two = [
      { opens: "10:00", closes: "14:00" },
      { opens: "13:00", closes: "15:00" },
    ];
    expect(problemOf(form({ week: week(...two) }))).toMatchObject({ what: "overlap" });
    expect(problemOf(form({ special: [{ day: "", spans: [] }] }))).toMatchObject({ what: "missing" });
    expect(problemOf(form({ most: "0" }))).toEqual({ at: "most" });
    expect(problemOf(form({ most: "много" }))).toEqual({ at: "most" });
    expect(problemOf(form({ on: false, week: week(late) }))).toBeNull();
  });

  it("have another stretch after the last one, while the day lasts", () => {
    expect(withSpan([])).toEqual([{ opens: "10:00", closes: "19:00" }]);
    expect(withSpan([{ opens: "10:00", closes: "19:00" }]).at(-1)).toEqual({ opens: "20:00", closes: "23:00" });
    const evening = [{ opens: "18:00", closes: "00:00" }];
    expect(withSpan(evening)).toBe(evening);
  });
});

describe("coming back", () => {
  const now = new Date(2026, 10, 23, 14, 3).getTime();

  it("is said to the five minutes, or for the next morning", () => {
    expect(returnAt("hours_1", now)).toEqual(new Date(2026, 10, 23, 15, 5));
    expect(returnAt("tomorrow", now)).toEqual(new Date(2026, 10, 24, 10, 0));
    expect(returnAt("open", now)).toBeNull();
  });

  it("is never in the past", () => {
    expect(returnAt("other", now, "2026-11-23T14:00")).toBeUndefined();
    expect(returnAt("other", now, "")).toBeUndefined();
    expect(returnAt("other", now, "2026-11-23T18:30")).toEqual(new Date(2026, 10, 23, 18, 30));
  });
});
