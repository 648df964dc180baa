/** A consultation's birth, and the wheel of its chart. No DOM. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { BirthAnswer } from "../../contracts/openapi";
import type { Api } from "../api";
import { pageLanguage } from "../i18n/i18n";
import { createResource, type Resource } from "../shell/resource";

export type WheelState = { readonly name: "loading" | "failed" } | { readonly name: "ready"; readonly wheel: string };

export interface Birth extends Resource<BirthAnswer> {
  readonly wheel: ReadonlySignal<WheelState>;
  loadWheel(): Promise<void>;
  /** Where the chart's outline is downloaded. */
  outline(): string;
}

export type WheelSource = (address: string) => Promise<string | null>;

export function createBirth(api: Api, conversationId: string, wheelAt: WheelSource = fetchWheel): Birth {
  const path = { id: conversationId };
  const wheel = signal<WheelState>({ name: "loading" });
  const chart = (kind: "svg" | "pdf") =>
    `/api/conversations/${encodeURIComponent(conversationId)}/birth/chart.${kind}?language=${pageLanguage()}`;
  let asked = 0;
  return {
    ...createResource(() => api.call("GET /api/conversations/{id}/birth", { path })),
    wheel,
    async loadWheel() {
      const turn = ++asked;
      wheel.value = { name: "loading" };
      const drawn = await wheelAt(chart("svg"));
      if (turn === asked) wheel.value = drawn === null ? { name: "failed" } : { name: "ready", wheel: drawn };
    },
    outline: () => chart("pdf"),
  };
}

async function fetchWheel(address: string): Promise<string | null> {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? answer.text() : null;
}
