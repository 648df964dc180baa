import { expect, test } from "vitest";
import type { BirthAnswer, BirthDataOutput } from "../contracts/openapi";
import { createApi } from "../shared/api";
import { giveBirth } from "./birth_giving";

const PERM = { id: "1", name: "Пермь", lat: 58, lon: 56.2, timezone: "Asia/Yekaterinburg" };
const MINE: BirthDataOutput = { date: "1990-05-17", time: "04:35", fold: null, place: PERM };
const ASKED: BirthAnswer = {
  conversation_id: "c1",
  asked_of: "client",
  given: null,
  is_fixed: false,
  may_give: true,
  has_chart: false,
};

function giving(answer: BirthAnswer, profile: BirthDataOutput | null, ...answers: (() => Response)[]) {
  const sent: unknown[] = [];
  const api = createApi({
    language: "ru",
    fetch: async (_path, init) => {
      sent.push(JSON.parse(String(init?.body)));
      return (answers.shift() ?? (() => Response.json(answer)))();
    },
  });
  return { one: giveBirth({ api, answer, profile, today: () => "2026-11-23" }), sent };
}

test("what the profile knows is filled in, and another person begins with nothing", () => {
  const { one } = giving(ASKED, MINE);
  expect(one.form.value).toMatchObject({ is_self: true, date: "1990-05-17", time: "04:35", place: PERM });
  one.isAbout(false);
  expect(one.form.value).toMatchObject({ is_self: false, name: "", date: "", place: null });
  one.isAbout(true);
  expect(one.form.value.date).toBe("1990-05-17");
});

test("a child's horoscope begins with another person", () => {
  const { one } = giving({ ...ASKED, asked_of: "other" }, MINE);
  expect(one.form.value).toMatchObject({ is_self: false, date: "" });
});

test("what is missing is said before anything is sent, and an unknown time is an answer", async () => {
  const { one, sent } = giving({ ...ASKED, asked_of: "other" }, null);
  await one.send();
  expect(Object.keys(one.problems.value).sort()).toEqual(["date", "name", "place", "time"]);
  one.change({ name: " Миша ", date: "2019-03-01", time_unknown: true, place: PERM });
  await one.send();
  const birth = { date: "2019-03-01", time: null, fold: null, place: PERM };
  expect(sent).toEqual([{ is_self: false, name: "Миша", birth }]);
});

test("an hour that came twice is asked about and the answer sent; another hour is another question", async () => {
  const choices = [{ detail: "до", value: { time: "02:30", fold: 0 } }];
  const error = { field: "birth.time", code: "time_ambiguous", detail: "Дважды.", choices };
  const twice = () => Response.json({ code: "validation_failed", detail: "", errors: [error] }, { status: 422 });
  const { one, sent } = giving(ASKED, { ...MINE, time: "02:30" }, twice);
  expect(await one.send()).toBeNull();
  expect(one.problems.value.time).toEqual({ detail: "Дважды." });
  const [choice] = one.choices.value;
  if (!choice) throw new Error("nothing to choose");
  expect(await one.choose(choice)).not.toBeNull();
  expect(sent.at(-1)).toMatchObject({ birth: { time: "02:30", fold: 0 } });
  one.change({ time: "03:30" });
  expect(one.form.value.fold).toBeNull();
});

test("once the astrologer has begun the reason is said, and belongs to no field", async () => {
  const errors = [{ field: "birth", code: "birth_fixed", detail: "Астролог уже начал работу." }];
  const fixed = () => Response.json({ code: "conflict", detail: "", errors }, { status: 409 });
  const { one } = giving(ASKED, MINE, fixed);
  expect(await one.send()).toBeNull();
  expect(one.failure.value).toEqual({ code: "conflict", detail: "Астролог уже начал работу." });
  expect(one.problems.value).toEqual({});
});
