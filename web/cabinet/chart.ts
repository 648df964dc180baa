/** «Моя натальная карта»: the chart and its wheel, and the question which time is meant. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { BirthDataOutput, NatalChartOut } from "../contracts/openapi";
import { type Api, ApiError, type Choice } from "../shared/api";
import { pageLanguage } from "../shared/i18n/i18n";

export type ChartState =
  | { readonly name: "loading" }
  /** Nothing was bought that comes with a chart. */
  | { readonly name: "none" }
  /** Birth data are missing, or say too little: then with choices. */
  | { readonly name: "asking"; readonly detail: string; readonly choices: readonly Choice[] }
  | { readonly name: "failed"; readonly error: ApiError }
  | { readonly name: "ready"; readonly chart: NatalChartOut; readonly wheel: string };

export interface NatalChart {
  readonly state: ReadonlySignal<ChartState>;
  load(): Promise<void>;
  /** Answer what was asked; the chart is asked for again. */
  choose(choice: Choice): Promise<void>;
}

export type WheelSource = () => Promise<string | null>;

export function createNatalChart(api: Api, wheelOf: WheelSource = fetchWheel): NatalChart {
  const state = signal<ChartState>({ name: "loading" });
  let turn = 0;
  const ask = async (): Promise<ChartState> => {
    const answer = await api.call("GET /api/charts/natal");
    if (!answer.ok) return refused(answer.error);
    const wheel = await wheelOf();
    if (wheel === null) return { name: "failed", error: new ApiError("unavailable", "") };
    return { name: "ready", chart: answer.data, wheel };
  };
  const load = async () => {
    const mine = ++turn;
    const answer = await ask();
    if (mine === turn) state.value = answer;
  };
  return {
    state,
    load,
    async choose({ value }) {
      const me = await api.call("GET /api/me");
      const birth = me.ok ? me.data.birth : null;
      if (me.ok && birth) {
        const changed = await api.call("PATCH /api/me", { body: { birth: { ...birth, ...value } as BirthDataOutput } });
        if (!changed.ok) state.value = { name: "failed", error: changed.error };
      }
      await load();
    },
  };
}

function refused(error: ApiError): ChartState {
  if (error.code === "not_found") return { name: "none" };
  const [asked] = error.errors;
  if (error.code !== "validation_failed" || !asked) return { name: "failed", error };
  return { name: "asking", detail: asked.detail, choices: asked.choices ?? [] };
}

async function fetchWheel(): Promise<string | null> {
  const answer = await fetch(`/api/charts/natal.svg?language=${pageLanguage()}`).catch(() => null);
  return answer?.ok ? answer.text() : null;
}
