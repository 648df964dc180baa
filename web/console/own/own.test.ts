import { expect, it } from "vitest";
import type { ChangeOwnSettings, OwnSettings } from "../../contracts/openapi";
import { type Api, ApiError } from "../../shared/api";
import { createOwn } from "./own";

/** A server that keeps one astrologer's settings as the real one does. */
function server() {
  const kept = { most_open: null as number | null, working: null, version: 0 };
  const shown = (): OwnSettings => ({
    name: "София",
    availability: { state: "available", until: null },
    by_hours: false,
    open_now: 0,
    ...kept,
  });
  const call = async (_: string, { body }: { body?: ChangeOwnSettings } = {}) => {
    if (!body) return { ok: true, data: shown() };
    if (body.version !== kept.version) return { ok: false, error: new ApiError("conflict", "", 409) };
    Object.assign(kept, body, { version: kept.version + 1 });
    return { ok: true, data: shown() };
  };
  return { kept, api: { call } as unknown as Api };
}

async function opened(api: Api) {
  const own = createOwn(api, "Europe/Moscow");
  await own.load();
  return own;
}

it("is saved when one says so, and what cannot be is not sent", async () => {
  const { api, kept } = server();
  const own = await opened(api);
  own.change({ most: "сто" });
  expect(await own.save()).toBe(false);
  expect(own.state.value).toEqual({ name: "wrong", problem: { at: "most" } });
  own.change({ most: "10" });
  expect(await own.save()).toBe(true);
  expect([kept.most_open, own.state.value.name]).toEqual([10, "saved"]);
});

it("what another device has saved is never overwritten unseen", async () => {
  const { api, kept } = server();
  const [here, there] = [await opened(api), await opened(api)];
  there.change({ most: "5" });
  await there.save();
  here.change({ most: "7" });
  expect(await here.save()).toBe(false);
  expect(here.state.value).toMatchObject({ name: "conflict", theirs: { most_open: 5 } });
  expect([kept.most_open, here.form.value?.most]).toEqual([5, "7"]);
  expect(await here.keepMine()).toBe(true);
  expect(kept.most_open).toBe(7);
  there.change({ most: "9" });
  await there.save();
  there.takeTheirs();
  expect(there.form.value?.most).toBe("7");
});

it("what is being filled in stays when the window is opened again, until it is dropped", async () => {
  const { api } = server();
  const own = await opened(api);
  own.change({ most: "3" });
  await own.load();
  expect(own.form.value?.most).toBe("3");
  own.drop();
  expect([own.form.value?.most, own.state.value.name]).toEqual(["", "kept"]);
});
