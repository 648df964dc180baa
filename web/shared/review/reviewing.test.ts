import { expect, test } from "vitest";
import type { ReviewAnswer, ReviewOut } from "../../contracts/openapi";
import { createApi } from "../api";
import { createReviewing, draftOf, wordsIn } from "./reviewing";

const CONVERSATION = "c1";

const GIVEN: ReviewOut = {
  stars: 4,
  text: "Спасибо\nвам",
  created_at: "2026-11-20T10:00:00.000Z",
  changed_at: null,
  changeable_until: "2026-12-04T10:00:00.000Z",
};

function reviewing(...answers: (() => Response | Promise<Response>)[]) {
  const bodies: unknown[] = [];
  const api = createApi({
    language: "ru",
    fetch: async (_path, init) => {
      if (init?.method === "POST") bodies.push(JSON.parse(String(init.body)));
      return (answers.shift() ?? (() => Response.error()))();
    },
  });
  const drafts = new Map<string, string>();
  const chat = {
    store: { state: { drafts } },
    setDraft: (id: string, text: string) => {
      drafts.set(id, text);
    },
  };
  const words = () => wordsIn(drafts.get(draftOf(CONVERSATION)) ?? "");
  return { reviewing: createReviewing(api, chat, CONVERSATION), bodies, drafts, words };
}

const answer = (review: ReviewOut | null, may_review = true) => {
  const body: ReviewAnswer = { review, may_review };
  return () => Response.json(body);
};
const lost = () => {
  throw new TypeError("lost");
};

test("stars and words are kept as they are written, lines included", () => {
  const { reviewing: one, words, drafts } = reviewing();
  one.type("Первая строка\nвторая");
  expect(words()).toEqual({ stars: null, text: "Первая строка\nвторая" });
  one.choose(5);
  expect(words()).toEqual({ stars: 5, text: "Первая строка\nвторая" });
  one.cancel();
  expect(drafts.get(draftOf(CONVERSATION))).toBe("");
});

test("a draft that says nothing sensible has no stars", () => {
  expect(wordsIn("")).toEqual({ stars: null, text: "" });
  expect(wordsIn("9\nслово")).toEqual({ stars: null, text: "слово" });
});

test("without stars nothing is sent, and what is missing is said", async () => {
  const { reviewing: one, bodies } = reviewing();
  one.type("Хорошо");
  expect(await one.send()).toBe(false);
  expect(one.problem.value).toBe("stars_missing");
  expect(bodies).toEqual([]);
  one.choose(5);
  expect(one.problem.value).toBeNull();
});

test("what is lost on the way stays written, and sending it again is the same review", async () => {
  const { reviewing: one, bodies, words } = reviewing(lost, answer({ ...GIVEN, stars: 5, text: "Хорошо" }));
  one.choose(5);
  one.type("Хорошо");
  expect(await one.send()).toBe(false);
  expect(one.problem.value).toMatchObject({ code: "unavailable" });
  expect(words()).toEqual({ stars: 5, text: "Хорошо" });
  expect(await one.send()).toBe(true);
  expect(bodies).toEqual([
    { stars: 5, text: "Хорошо" },
    { stars: 5, text: "Хорошо" },
  ]);
  expect(words()).toEqual({ stars: null, text: "" });
  expect(one.thanked.value).toBe(true);
  expect(one.given.value).toMatchObject({ name: "ready", data: { review: { stars: 5 } } });
});

test("a refusal says why, in the words of the server", async () => {
  const detail = "Отзыв можно изменить в течение 14 дней. Этот срок прошёл.";
  const problem = {
    code: "conflict",
    detail: "Данные изменились.",
    errors: [{ field: "review", code: "review_too_late", detail }],
  };
  const { reviewing: one } = reviewing(() => Response.json(problem, { status: 409 }));
  one.choose(1);
  await one.send();
  expect(one.problem.value).toEqual({ code: "conflict", detail });
});

test("changing begins with what was given, and leaving it takes nothing away", async () => {
  const { reviewing: one, words } = reviewing(answer(GIVEN));
  await one.load();
  one.change();
  expect(words()).toEqual({ stars: 4, text: "Спасибо\nвам" });
  one.cancel();
  expect(words()).toEqual({ stars: null, text: "" });
  expect(one.given.value).toMatchObject({ data: { review: { stars: 4 } } });
});

test("words typed while others are on their way are not thrown away", async () => {
  let arrive = (_: Response) => {};
  const slow = () =>
    new Promise<Response>((resolve) => {
      arrive = resolve;
    });
  const { reviewing: one, words } = reviewing(slow);
  one.choose(5);
  const sending = one.send();
  one.type("Ещё одно");
  arrive(answer({ ...GIVEN, stars: 5, text: "" })());
  expect(await sending).toBe(true);
  expect(words()).toEqual({ stars: 5, text: "Ещё одно" });
});
