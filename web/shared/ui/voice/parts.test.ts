import { expect, test, vi } from "vitest";
import { FakeClock } from "../../chat/testing/clock";
import type { TransferPorts } from "../../chat/transfer";
import type { Piece, Uploaded } from "./kept";
import { Parts, PIECES_IN_PART } from "./parts";

const PLACE = { conversation_id: "talk", content_type: "audio/webm" };
const NEWS = { progressed: () => undefined, checking: () => undefined };

/** A server that takes parts; `failing` answers each call first. */
function world(failing: (name: string, call: number) => string | null = () => null) {
  const stored = new Map<number, string>();
  const calls: string[] = [];
  let announced = 0;
  let completed = 0;
  const request = async (
    name: string,
    { path, body }: { path?: { id: string }; body?: { number?: number; parts?: number } },
  ) => {
    calls.push(name);
    const code = failing(name, calls.length);
    if (code) return { ok: false, error: { code, detail: "", retryable: false } };
    if (name === "POST /api/recordings") {
      announced += 1;
      return { ok: true, data: { attachment: { id: `recording-${announced}` } } };
    }
    if (name === "POST /api/recordings/{id}/parts") {
      const number = body?.number ?? -1;
      return { ok: true, data: { upload: stored.has(number) ? null : { url: String(number), method: "PUT" } } };
    }
    if (name === "POST /api/recordings/{id}/complete") {
      completed = body?.parts ?? 0;
      return { ok: true, data: { attachment: { id: path?.id } } };
    }
    return { ok: true, data: undefined };
  };
  const ports = {
    http: { request },
    clock: new FakeClock(),
    random: () => 0.5,
    uploader: async (target: { url: string }, file: Blob) => {
      stored.set(Number(target.url), await file.text());
      return 200;
    },
  } as unknown as TransferPorts;
  return { ports, stored, calls, completed: () => completed };
}

const pieces = (count: number): Piece[] =>
  Array.from({ length: count }, (_, index) => ({
    sound: new Blob([String(index % 10)]),
    levels: [],
    duration_ms: (index + 1) * 1000,
  }));

const never = new AbortController().signal;

test("parts go up while it is recorded, and the end sends what is left", async () => {
  const { ports, stored, completed } = world();
  const told: Uploaded[] = [];
  const parts = new Parts(ports, PLACE, (uploaded) => told.push(uploaded));
  for (const piece of pieces(12)) parts.add(piece);
  await vi.waitFor(() => expect(told.at(-1)).toEqual({ attachment_id: "recording-1", parts: 2, duration_ms: 10_000 }));
  expect([...stored.values()]).toEqual(["01234", "56789"]);
  const answer = await parts.finish(never, NEWS);
  expect(answer).toMatchObject({ ok: true, data: { id: "recording-1" } });
  expect([stored.get(2), completed()]).toEqual(["01", 3]);
});

test("after the page was closed it goes on behind what is there, cut in the same places", async () => {
  const { ports, stored, calls, completed } = world();
  const before = { attachment_id: "recording-0", parts: 1, duration_ms: PIECES_IN_PART * 1000 };
  const parts = new Parts(ports, PLACE, () => undefined, before, pieces(7));
  await parts.finish(never, NEWS);
  expect([...stored]).toEqual([[1, "56"]]);
  expect(calls).toEqual(["POST /api/recordings/{id}/parts", "POST /api/recordings/{id}/complete"]);
  expect(completed()).toBe(2);
});

test("what did not go up while it was recorded goes up at the end, once each", async () => {
  let offline = true;
  const { ports, stored, calls } = world((name) => (offline && name.endsWith("parts") ? "rate_limited" : null));
  const parts = new Parts(ports, PLACE, () => undefined);
  for (const piece of pieces(10)) parts.add(piece);
  await vi.waitFor(() => expect(calls.filter((name) => name.endsWith("parts"))).toHaveLength(2));
  expect(stored.size).toBe(0);
  offline = false;
  expect((await parts.finish(never, NEWS)).ok).toBe(true);
  expect([...stored.values()]).toEqual(["01234", "56789"]);
});

test("a recording that the server has forgotten goes up whole again", async () => {
  let forgotten = true;
  const { ports, stored } = world((name) => {
    if (!forgotten || !name.endsWith("complete")) return null;
    forgotten = false;
    return "not_found";
  });
  const before = { attachment_id: "old", parts: 1, duration_ms: 5000 };
  const parts = new Parts(ports, PLACE, () => undefined, before, pieces(6));
  expect(await parts.finish(never, NEWS)).toMatchObject({ ok: true, data: { id: "recording-1" } });
  expect(stored.get(0)).toBe("01234");
});

test("nobody wants it: the server is told to forget what it has", async () => {
  const { ports, stored, calls } = world();
  const parts = new Parts(ports, PLACE, () => undefined);
  for (const piece of pieces(5)) parts.add(piece);
  await vi.waitFor(() => expect(stored.size).toBe(1));
  parts.drop();
  await vi.waitFor(() => expect(calls.at(-1)).toBe("DELETE /api/recordings/{id}"));
});
