import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { beforeAll, expect, test, vi } from "vitest";
import { Kept, type KeptRecording, type Piece } from "./kept";

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

const piece = (words: string): Piece => ({ sound: new Blob([words]), levels: [7], duration_ms: 1000 });

beforeAll(() => {
  vi.stubGlobal("IDBKeyRange", IDBKeyRange);
});

test("what was recorded before the page was closed is there afterwards, in its order, for its owner alone", async () => {
  const factory = new IDBFactory();
  const before = new Kept(undefined, factory);
  void before.put(RECORDING);
  for (let number = 0; number < 12; number += 1) void before.add("one", number, piece(String(number % 10)));
  void before.add("other", 0, piece("x"));
  await before.put({ ...RECORDING, wanted: true });
  const after = new Kept(undefined, factory);
  const [found] = await after.all("anna", NOW);
  expect(found?.recording.wanted).toBe(true);
  expect(await Promise.all((found?.pieces ?? []).map(({ sound }) => sound.text()))).toEqual([..."012345678901"]);
  expect(found?.pieces[3]).toMatchObject({ levels: [7], duration_ms: 1000, sound: { type: "audio/webm" } });
  expect(await after.all("boris", NOW)).toEqual([]);
});

test("what was sent is forgotten with all its pieces, and so is what is a month old", async () => {
  const factory = new IDBFactory();
  const kept = new Kept(undefined, factory);
  void kept.put(RECORDING);
  void kept.add("one", 0, piece("a"));
  await kept.remove("one");
  expect(await kept.pieces(RECORDING)).toEqual([]);
  void kept.put({ ...RECORDING, id: "old", created_at: NOW - 31 * 24 * 3600_000 });
  await kept.add("old", 0, piece("a"));
  expect(await kept.all("anna", NOW)).toEqual([]);
  expect(await kept.pieces({ ...RECORDING, id: "old" })).toEqual([]);
});

test("without IndexedDB nothing breaks", async () => {
  const kept = new Kept(undefined, undefined);
  await kept.put(RECORDING);
  await kept.add("one", 0, piece("a"));
  expect(await kept.all("anna", NOW)).toEqual([]);
});

test("what could not be kept is told, and what comes after it is not joined to what came before", async () => {
  const factory = new IDBFactory();
  let lost = 0;
  const kept = new Kept(() => {
    lost += 1;
  }, factory);
  await kept.put(RECORDING);
  await kept.add("one", 0, piece("a"));
  await kept.add("one", 1, { ...piece("b"), sound: { arrayBuffer: () => Promise.reject(new Error("full")) } as Blob });
  await kept.add("one", 2, piece("c"));
  expect(lost).toBe(1);
  const [found] = await kept.all("anna", NOW);
  expect(found?.pieces).toHaveLength(1);
});

test("what the server has is found even where the device kept no sound of it", async () => {
  const kept = new Kept(undefined, new IDBFactory());
  await kept.put({ ...RECORDING, uploaded: { attachment_id: "there", parts: 3, duration_ms: 30_000 } });
  expect(await kept.all("anna", NOW)).toHaveLength(1);
});
