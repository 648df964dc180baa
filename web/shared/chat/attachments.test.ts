import { expect, test, vi } from "vitest";
import type { AttachmentOut } from "../../contracts/socket";
import { type Chat, type ConnectionState, createChat, memoryStorage } from "./chat";
import { FakeClock } from "./testing/clock";
import type { FakeLink } from "./testing/link";
import { ANNA, CONVERSATION } from "./testing/messages";
import { FakeServer } from "./testing/server";
import type { Uploader } from "./uploader";

const PHOTO: AttachmentOut = {
  id: "photo",
  name: "photo.png",
  content_type: "image/png",
  size: 4,
  width: 1,
  height: 1,
  has_thumbnail: true,
  duration_ms: null,
  waveform: null,
};

interface World {
  readonly chat: Chat;
  readonly link: FakeLink;
  readonly clock: FakeClock;
  readonly calls: string[];
  readonly uploads: () => { state: string; progress: number; error?: { code: string } }[];
}

/** A chat whose HTTP answers with `statuses` (by call; 200 when there are none left). */
async function world(uploader: Uploader, statuses: Record<string, number[]> = {}): Promise<World> {
  const clock = new FakeClock();
  const link = new FakeServer(clock).link(ANNA);
  const calls: string[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    const path = new URL(String(input), "http://chat.test").pathname;
    calls.push(path);
    const status = statuses[path]?.shift() ?? 200;
    const body =
      status < 400
        ? { attachment: PHOTO, upload: { method: "PUT", url: "http://s3.test/key" } }
        : { code: "unavailable", detail: "" };
    return new Response(JSON.stringify(body), { status });
  };
  const chat = createChat({
    url: "http://chat.test",
    storage: memoryStorage(),
    clock,
    random: () => 0.5,
    connection: link,
    fetch,
    uploader,
  });
  link.up();
  await clock.advance(0);
  const uploads = () => [...(chat.store.state.conversations.get(CONVERSATION)?.uploads ?? [])];
  return { chat, link, clock, calls, uploads };
}

function file(type = "image/png", size = 4): Blob {
  return new Blob([new Uint8Array(size)], { type });
}

const arrives: Uploader = async (_, __, onProgress) => {
  onProgress(0.5);
  return 200;
};

test("a file is announced, uploaded, checked, and then sent as a message", async () => {
  const { chat, link, clock, calls, uploads } = await world(arrives);
  const progress: number[] = [];
  const answer = await chat.attach(CONVERSATION, file(), (fraction) => progress.push(fraction), { text: "Моя карта" });
  await clock.advance(0);
  expect(answer).toEqual({ ok: true, data: PHOTO });
  expect(calls).toEqual(["/api/attachments", "/api/attachments/photo/complete"]);
  expect(progress).toEqual([0.5, 1]);
  expect(link.payloads("message.send")).toMatchObject([
    { kind: "image", attachment_ids: ["photo"], text: "Моя карта" },
  ]);
  expect(uploads()).toEqual([]);
});

test("a lost network is tried again, and an upload that had arrived is not done twice", async () => {
  const statuses = [0, 412];
  const { chat, link, clock } = await world(async () => {
    const status = statuses.shift() ?? 200;
    return status === 0 ? Promise.reject(new Error("lost")) : status;
  });
  const answer = chat.attach(CONVERSATION, file());
  await clock.advance(10_000);
  expect(await answer).toMatchObject({ ok: true });
  expect(link.payloads("message.send")).toHaveLength(1);
});

test("what the server would refuse is refused at once", async () => {
  const { chat, calls, uploads } = await world(arrives);
  expect(await chat.attach(CONVERSATION, file("image/png", 1_000_001))).toMatchObject({ error: { code: "too_large" } });
  expect(await chat.attach(CONVERSATION, file("text/html"))).toMatchObject({ error: { code: "unsupported_type" } });
  expect(calls).toEqual([]);
  expect(uploads().map((upload) => upload.state)).toEqual(["failed", "failed"]);
});

test("a failed upload is shown, can be retried, and is sent then", async () => {
  const { chat, link, clock, uploads } = await world(arrives, { "/api/attachments": [503, 503, 503, 503] });
  const failing = chat.attach(CONVERSATION, file());
  await clock.advance(60_000);
  expect(await failing).toMatchObject({ ok: false, error: { code: "unavailable" } });
  expect(uploads()).toMatchObject([{ state: "failed", error: { code: "unavailable" } }]);
  const [upload] = chat.store.state.conversations.get(CONVERSATION)?.uploads ?? [];
  chat.retry(upload?.id ?? "");
  await clock.advance(60_000);
  expect(uploads()).toEqual([]);
  expect(link.payloads("message.send")).toHaveLength(1);
});

test("a cancelled upload is never sent", async () => {
  let release: (status: number) => void = () => undefined;
  const signals: AbortSignal[] = [];
  const { chat, link, clock, uploads } = await world((_, __, ___, signal) => {
    signals.push(signal);
    return new Promise((resolve) => {
      release = resolve;
    });
  });
  const answer = chat.attach(CONVERSATION, file());
  await clock.advance(0);
  const [upload] = chat.store.state.conversations.get(CONVERSATION)?.uploads ?? [];
  chat.discard(upload?.id ?? "");
  release(200);
  expect((await answer).ok).toBe(false);
  await clock.advance(1000);
  expect(signals[0]?.aborted).toBe(true);
  expect(uploads()).toEqual([]);
  expect(link.payloads("message.send")).toEqual([]);
});

test("the façade reports what the connection reports", async () => {
  const { chat, link } = await world(arrives);
  const seen: ConnectionState[] = [];
  chat.store.subscribe((state) => seen.push(state.connection));
  link.down();
  expect(seen.at(-1)?.name).toBe("offline");
});

test("a held recording waits for the person, and is sent under its own id", async () => {
  const { chat, link, clock, calls, uploads } = await world(arrives);
  const told: string[] = [];
  const clientMessageId = "0b7e4a52-2f43-4f0e-9d0c-6a8f1f7b2c11";
  await chat.attach(CONVERSATION, file("audio/webm;codecs=opus"), undefined, {
    kind: "voice",
    hold: true,
    clientMessageId,
    wanted: () => told.push("wanted"),
    finished: () => told.push("finished"),
  });
  expect([uploads()[0]?.state, calls]).toEqual(["kept", []]);
  const [kept] = chat.store.state.conversations.get(CONVERSATION)?.uploads ?? [];
  chat.retry(kept?.id ?? "");
  await vi.waitFor(() => expect(told).toEqual(["wanted", "finished"]));
  await clock.advance(0);
  expect(link.payloads("message.send")).toMatchObject([{ kind: "voice", client_message_id: clientMessageId }]);
  expect(uploads()).toEqual([]);
});
