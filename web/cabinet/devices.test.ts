import { expect, test } from "vitest";
import type { SessionOut } from "../contracts/openapi";
import { createApi } from "../shared/api";
import { createDevices } from "./devices";

const device = (id: string, current = false): SessionOut => ({
  id,
  browser: "Chrome",
  platform: "Windows",
  created_at: "2026-11-20T10:00:00.000Z",
  last_seen_at: "2026-11-23T10:00:00.000Z",
  current,
});
const ALL = [device("here", true), device("there"), device("elsewhere")];

function devices(answer: () => Response) {
  const sent: string[] = [];
  const api = createApi({
    language: "ru",
    fetch: async (path, init) => {
      sent.push(`${init?.method} ${path}`);
      return init?.method === "GET" ? Response.json({ items: ALL }) : answer();
    },
  });
  return { devices: createDevices(api), sent };
}

function shown(of: ReturnType<typeof createDevices>): string[] {
  const state = of.list.state.value;
  return state.name === "ready" ? state.data.map((one) => one.id) : [state.name];
}

test("a device that is signed out leaves the list", async () => {
  const { devices: mine, sent } = devices(() => new Response(null, { status: 204 }));
  await mine.list.load();
  expect(await mine.end("there")).toBe(true);
  expect(shown(mine)).toEqual(["here", "elsewhere"]);
  expect(await mine.endOthers()).toBe(true);
  expect(shown(mine)).toEqual(["here"]);
  expect(sent).toEqual(["GET /api/me/sessions", "DELETE /api/me/sessions/there", "DELETE /api/me/sessions"]);
});

test("one that was signed out meanwhile is as good as signed out", async () => {
  const { devices: mine } = devices(() => Response.json({ code: "not_found", detail: "Не найдено." }, { status: 404 }));
  await mine.list.load();
  expect(await mine.end("there")).toBe(true);
  expect(shown(mine)).toEqual(["here", "elsewhere"]);
});

test("a failure leaves the list as it is and says why", async () => {
  const { devices: mine } = devices(() => Response.json({ code: "unavailable", detail: "Позже." }, { status: 503 }));
  await mine.list.load();
  expect(await mine.endOthers()).toBe(false);
  expect(shown(mine)).toEqual(["here", "there", "elsewhere"]);
  expect(mine.failure.value).toMatchObject({ code: "unavailable" });
  expect(mine.ending.value).toBeNull();
});
