import { expect, test } from "vitest";
import { createApi } from "../shared/api";
import { createNatalChart } from "./chart";
import { createChartMaking } from "./chart_making";
import { createSending } from "./chart_sending";

type Answer = () => Response;

function natal(answers: Record<string, Answer[]>, wheel: string | null = "<svg/>") {
  const sent: { call: string; body: unknown; key: string | null }[] = [];
  const api = createApi({
    language: "ru",
    fetch: async (path, init) => {
      const call = `${init?.method} ${String(path).split("?")[0]}`;
      const body = init?.body ? JSON.parse(String(init.body)) : null;
      sent.push({ call, body, key: new Headers(init?.headers).get("Idempotency-Key") });
      return (answers[call]?.shift() ?? (() => Response.error()))();
    },
  });
  return { api, sent, chart: createNatalChart(api, async () => wheel) };
}

const problem =
  (status: number, content: object): Answer =>
  () =>
    Response.json(content, { status });
const CHART = "GET /api/charts/natal";
const there: Answer = () => Response.json({ bodies: [] });

test("without a service that comes with one there is no chart", async () => {
  const { chart } = natal({ [CHART]: [problem(404, { code: "not_found", detail: "" })] });
  await chart.load();
  expect(chart.state.value.name).toBe("none");
});

test("an unclear time is asked about; the choice changes the birth and the chart comes", async () => {
  const choice = { detail: "02:30, после", value: { time: "02:30", fold: 1 } };
  const asked = { field: "birth.time", code: "time_ambiguous", detail: "Которое?", choices: [choice] };
  const birth = { date: "2010-10-31", time: "02:30", fold: null, place: null };
  const { chart, sent } = natal({
    [CHART]: [problem(422, { code: "validation_failed", detail: "", errors: [asked] }), there],
    "GET /api/me": [() => Response.json({ birth })],
    "PATCH /api/me": [() => Response.json({})],
  });
  await chart.load();
  expect(chart.state.value).toEqual({ name: "asking", detail: "Которое?", choices: [choice] });
  await chart.choose(choice);
  expect(sent.find(({ call }) => call === "PATCH /api/me")?.body).toEqual({ birth: { ...birth, fold: 1 } });
  expect(chart.state.value.name).toBe("ready");
});

test("a wheel that does not come is a failure that can be tried again", async () => {
  const { chart } = natal({ [CHART]: [there] }, null);
  await chart.load();
  expect(chart.state.value.name).toBe("failed");
});

test("a letter is sent once, however often its answer is lost", async () => {
  const lost: Answer = () => {
    throw new TypeError("lost");
  };
  const { api, sent } = natal({ "POST /api/charts/natal/send": [lost, () => new Response(null, { status: 202 })] });
  let keys = 0;
  const sending = createSending(api, () => `key-${++keys}`);
  expect(await sending.send()).toBe(false);
  expect(sending.problem.value).toBe("email_wrong");
  sending.suggest("own@example.com");
  sending.change(" anna@example.com ");
  sending.suggest("own@example.com");
  expect(await sending.send()).toBe(false);
  expect(await sending.send()).toBe(true);
  expect(sent.map(({ key }) => key)).toEqual(["key-2", "key-2"]);
});

const OUTLINE = "GET /api/charts/natal/outline";
const LETTERS = "GET /api/charts/natal/letters";
const stage =
  (name: string): Answer =>
  () =>
    Response.json({ stage: name });
const letter =
  (name: string, email = "", tryAgainAt: string | null = null): Answer =>
  () =>
    Response.json({ items: [{ id: "1", email, stage: name, created_at: "", try_again_at: tryAgainAt }] });
const lost: Answer = () => {
  throw new TypeError("lost");
};

function making(answers: Record<string, Answer[]>) {
  const saved: string[] = [];
  const told: unknown[] = [];
  const made = createChartMaking(natal(answers).api, {
    save: () => saved.push("saved"),
    pause: async () => void told.push(made.outline.value, made.letter.value),
  });
  return { made, saved, told };
}

test("the outline is saved once it is made, and a lost answer on the way stops nothing", async () => {
  const { made, saved, told } = making({ [OUTLINE]: [stage("positions"), lost, stage("printing"), stage("ready")] });
  await made.download();
  expect(told).toContainEqual({ name: "making", stage: "printing" });
  expect(saved).toEqual(["saved"]);
  expect(made.outline.value).toEqual({ name: "idle" });
});

test("an outline that failed says so and is begun again by the next try", async () => {
  const { made, saved } = making({ [OUTLINE]: [stage("drawing"), stage("failed"), stage("ready")] });
  await made.download();
  expect(made.outline.value.name).toBe("failed");
  expect(saved).toEqual([]);
  await made.download();
  expect(saved).toEqual(["saved"]);
});

test("a letter is followed to its end, and its address is known though the server forgot it", async () => {
  const { made, told } = making({
    [LETTERS]: [
      letter("drawing", "a@b.example"),
      letter("waiting", "a@b.example", "2026-11-23T09:00:00Z"),
      letter("sent"),
    ],
  });
  await made.follow("a@b.example");
  expect(told).toContainEqual({ stage: "drawing", email: "a@b.example", tryAgainAt: null });
  expect(told).toContainEqual({ stage: "waiting", email: "a@b.example", tryAgainAt: "2026-11-23T09:00:00Z" });
  expect(made.letter.value?.stage).toBe("sent");
  expect(made.letter.value?.email).toBe("a@b.example");
});

test("whoever comes back hears of what failed, but not of a letter that arrived long ago", async () => {
  const arrived = making({ [LETTERS]: [letter("sent")] }).made;
  await arrived.follow();
  expect(arrived.letter.value).toBeNull();
  const failed = making({ [LETTERS]: [letter("failed", "a@b.example")] }).made;
  await failed.follow();
  expect(failed.letter.value?.stage).toBe("failed");
});
