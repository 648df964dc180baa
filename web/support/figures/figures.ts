/** The desk at this moment: asked again soon after anything has changed, and twice a minute. */

import type { DeskFigures } from "../../contracts/openapi";
import type { Api } from "../../shared/api";
import type { Chat } from "../../shared/chat/chat";
import { createResource, type Resource } from "../../shared/shell/resource";

export type Figures = Resource<DeskFigures>;

/** Changes of a busy moment are asked about together. */
const SOON_MS = 1_500;
const AGAIN_MS = 30_000;

export interface FiguresPorts {
  readonly api: Api;
  readonly chat: Pick<Chat, "on" | "connection">;
  isSeen(): boolean;
}

export function createFigures({ api, chat, isSeen }: FiguresPorts): Figures {
  const figures = createResource(() => api.call("GET /api/desk/figures"));
  let soon: ReturnType<typeof setTimeout> | null = null;
  const load = () => {
    if (soon !== null) clearTimeout(soon);
    soon = null;
    if (isSeen()) void figures.load();
  };
  const loadSoon = () => {
    soon ??= setTimeout(load, SOON_MS);
  };
  chat.on("queue.changed", loadSoon);
  chat.on("availability.changed", loadSoon);
  chat.connection.onStatus(({ name }) => name === "online" && loadSoon());
  setInterval(load, AGAIN_MS);
  void figures.load();
  return figures;
}

/** «4 мин», «35 с»: how long a first answer took. */
export function answerParts(seconds: number): { readonly unit: "second" | "minute" | "hour"; readonly count: number } {
  if (seconds < 60) return { unit: "second", count: seconds };
  if (seconds < 3600) return { unit: "minute", count: Math.round(seconds / 60) };
  return { unit: "hour", count: Math.round(seconds / 360) / 10 };
}
