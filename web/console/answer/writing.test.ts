import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Api, ApiError } from "../../shared/api";
import { createWriting, type Drafts } from "./writing";

/** A server that keeps one draft as the real one does. */
function server() {
  const kept = { text: "", version: 0 };
  const state = { offline: false };
  const draft = () => ({ conversation_id: "1", ...kept, saved_at: null });
  const call = async (name: string, { body }: { body?: { text: string; version: number } } = {}) => {
    if (state.offline) return { ok: false, error: new ApiError("unavailable", "") };
    if (name.startsWith("PUT") && body) {
      if (body.version !== kept.version && body.text !== kept.text)
        return { ok: false, error: new ApiError("conflict", "", 409) };
      if (body.version === kept.version) Object.assign(kept, { text: body.text, version: kept.version + 1 });
    }
    return { ok: true, data: { draft: draft() } };
  };
  return { kept, state, api: { call } as unknown as Api };
}

function device(): Drafts {
  const drafts = new Map<string, string>();
  return { store: { state: { drafts } }, setDraft: (id, text) => void drafts.set(id, text) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a long answer", () => {
  it("is saved by itself when one pauses, and another device goes on with it", async () => {
    const { api, kept } = server();
    const first = createWriting(api, device(), "1");
    await first.load();
    first.type("Ваше");
    first.type("Ваше Солнце");
    expect(first.saving.value.name).toBe("writing");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept).toEqual({ text: "Ваше Солнце", version: 1 });
    expect(first.saving.value.name).toBe("saved");
    const second = createWriting(api, device(), "1");
    await second.load();
    expect(second.text.value).toBe("Ваше Солнце");
  });

  it("that another device has gone on with is not overwritten: one chooses, and nothing is lost", async () => {
    for (const [choice, becomes] of [
      ["mine", "моё"],
      ["theirs", "их"],
      ["both", "их\n\nмоё"],
    ] as const) {
      const { api, kept } = server();
      const [here, there] = [createWriting(api, device(), "1"), createWriting(api, device(), "1")];
      await Promise.all([here.load(), there.load()]);
      there.type("их");
      await there.save();
      here.type("моё");
      await here.save();
      expect(here.saving.value).toMatchObject({ name: "conflict", theirs: { text: "их" } });
      expect(kept.text).toBe("их");
      await here.settle(choice);
      expect([here.text.value, kept.text, here.saving.value.name]).toEqual([becomes, becomes, "saved"]);
    }
  });

  it("written without a connection is on this device, and saved when it is opened again", async () => {
    const { api, kept, state } = server();
    const drafts = device();
    const before = createWriting(api, drafts, "1");
    await before.load();
    state.offline = true;
    before.type("в метро");
    await before.save();
    expect(before.saving.value).toMatchObject({ name: "failed", error: { code: "unavailable" } });
    state.offline = false;
    const after = createWriting(api, drafts, "1");
    expect(after.text.value).toBe("в метро");
    await after.load();
    expect([kept.text, after.saving.value.name]).toEqual(["в метро", "saved"]);
  });

  it("written without a connection while another device went on asks, too", async () => {
    const { api, kept, state } = server();
    const drafts = device();
    const before = createWriting(api, drafts, "1");
    await before.load();
    state.offline = true;
    before.type("в метро");
    await before.save();
    Object.assign(kept, { text: "дома", version: 1 });
    state.offline = false;
    const after = createWriting(api, drafts, "1");
    await after.load();
    expect(after.saving.value).toMatchObject({ name: "conflict", theirs: { text: "дома" } });
    expect(after.text.value).toBe("в метро");
  });

  it("that was sent is gone everywhere", async () => {
    const { api, kept } = server();
    const drafts = device();
    const writing = createWriting(api, drafts, "1");
    await writing.load();
    writing.type("Готово");
    await writing.save();
    await writing.sent();
    expect(kept.text).toBe("");
    expect([...drafts.store.state.drafts.values()].filter(Boolean)).toEqual([]);
  });

  it("that is left while one writes is saved", async () => {
    const { api, kept } = server();
    const writing = createWriting(api, device(), "1");
    await writing.load();
    writing.type("последние слова");
    writing.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(kept.text).toBe("последние слова");
  });
});
