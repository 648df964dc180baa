import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Api, ApiError } from "../../shared/api";
import { createCard, tagsIn } from "./card";

/** A server that keeps one client's notes as the real one does. */
function server() {
  const notes = { text: "", tags: [] as string[], version: 0, changed_at: null };
  const about = () => ({
    client_id: "7",
    name: "Анна",
    birth: null,
    has_chart: false,
    consultations: [],
    notes: { ...notes },
  });
  const call = async (_: string, { body }: { body?: { text: string; tags: string[]; version: number } } = {}) => {
    if (!body) return { ok: true, data: about() };
    if (body.version !== notes.version) return { ok: false, error: new ApiError("conflict", "", 409) };
    Object.assign(notes, { ...body, version: body.version + 1 });
    return { ok: true, data: { notes: { ...notes } } };
  };
  return { notes, api: { call } as unknown as Api };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("notes are saved by themselves when one pauses", async () => {
  const { api, notes } = server();
  const card = createCard(api, "1");
  await card.load();
  card.write({ text: "Любит" });
  card.write({ text: "Любит подробности", tags: "карьера, семья,карьера," });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(notes).toMatchObject({ text: "Любит подробности", tags: ["карьера", "семья"], version: 1 });
  expect(card.notes.value.name).toBe("saved");
});

it("notes that were changed elsewhere are joined, and nothing of either is lost", async () => {
  const { api, notes } = server();
  const [here, there] = [createCard(api, "1"), createCard(api, "2")];
  await Promise.all([here.load(), there.load()]);
  there.write({ text: "оттуда", tags: "семья" });
  await there.save();
  here.write({ text: "отсюда", tags: "карьера" });
  await here.save();
  expect(notes.text).toBe("оттуда");
  expect(here.notes.value.name).toBe("joined");
  expect(here.words.value).toEqual({ text: "оттуда\n\nотсюда", tags: "семья, карьера" });
  here.write({});
  await here.save();
  expect(notes).toMatchObject({ text: "оттуда\n\nотсюда", tags: ["семья", "карьера"] });
});

it("what is being written stays when the card is asked for again", async () => {
  const { api } = server();
  const card = createCard(api, "1");
  await card.load();
  card.write({ text: "ещё не сохранено" });
  await card.load();
  expect(card.words.value.text).toBe("ещё не сохранено");
});

it("tags are words between commas", () => {
  expect(tagsIn(" карьера ,, семья")).toEqual(["карьера", "семья"]);
  expect(tagsIn("")).toEqual([]);
});
