import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { beforeAll, expect, test, vi } from "vitest";
import { Kept, type KeptRecording } from "./kept";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const RECORDING: KeptRecording = {
  id: "one",
  owner_id: "anna",
  conversation_id: "talk",
  reply_to_seq: null,
  content_type: "audio/webm",
  created_at: NOW,
  wanted: false,
};

beforeAll(() => {
  vi.stubGlobal("IDBKeyRange", IDBKeyRange);
});

test("what was recorded before the page was closed is there afterwards, in its order, for its owner alone", async () => {
  const factory = new IDBFactory();
  const before = new Kept(factory);
  void before.put(RECORDING);
  for (let number = 0; number < 12; number += 1) void before.add("one", number, new Blob([String(number % 10)]));
  void before.add("other", 0, new Blob(["x"]));
  await before.put({ ...RECORDING, wanted: true });
  const after = new Kept(factory);
  const [found] = await after.all("anna", NOW);
  expect(found?.recording.wanted).toBe(true);
  expect(await found?.sound.text()).toBe("012345678901");
  expect(found?.sound.type).toBe("audio/webm");
  expect(await after.all("boris", NOW)).toEqual([]);
});

test("what was sent is forgotten with all its pieces, and so is what is a month old", async () => {
  const factory = new IDBFactory();
  const kept = new Kept(factory);
  void kept.put(RECORDING);
  void kept.add("one", 0, new Blob(["a"]));
  await kept.remove("one");
  expect(await kept.sound(RECORDING)).toBeNull();
  void kept.put({ ...RECORDING, id: "old", created_at: NOW - 31 * 24 * 3600_000 });
  await kept.add("old", 0, new Blob(["a"]));
  expect(await kept.all("anna", NOW)).toEqual([]);
  expect(await kept.sound({ ...RECORDING, id: "old" })).toBeNull();
});

test("without IndexedDB nothing breaks", async () => {
  const kept = new Kept(undefined);
  await kept.put(RECORDING);
  await kept.add("one", 0, new Blob(["a"]));
  expect(await kept.all("anna", NOW)).toEqual([]);
});
