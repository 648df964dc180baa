import { expect, test } from "vitest";
import { createApi } from "../shared/api";
import { createNatalChart, createSending } from "./chart";

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
  expect(await sending.send()).toBeNull();
  expect(sending.problem.value).toBe("email_wrong");
  sending.suggest("own@example.com");
  sending.change(" anna@example.com ");
  sending.suggest("own@example.com");
  expect(await sending.send()).toBeNull();
  expect(await sending.send()).toBe("anna@example.com");
  expect(sent.map(({ key }) => key)).toEqual(["key-2", "key-2"]);
});
