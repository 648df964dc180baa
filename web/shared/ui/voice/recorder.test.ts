import { expect, test } from "vitest";
import { LONGEST_MS, Recorder, type RecorderPorts } from "./recorder";

/** What a browser does: pieces on demand and at the end. */
class Media extends EventTarget {
  static isTypeSupported = (type: string) => type === "audio/mp4";
  state = "inactive";
  readonly mimeType: string;
  constructor(_: MediaStream, options: MediaRecorderOptions) {
    super();
    this.mimeType = options.mimeType ?? "";
  }
  start(): void {
    this.state = "recording";
  }
  pause(): void {
    this.state = "paused";
  }
  resume(): void {
    this.state = "recording";
  }
  requestData(): void {
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob(["piece"]) }));
  }
  stop(): void {
    this.state = "inactive";
    this.requestData();
    this.dispatchEvent(new Event("stop"));
  }
}

class Track extends EventTarget {
  stopped = false;
  stop(): void {
    this.stopped = true;
  }
}

function world(refusal?: string) {
  const track = new Track();
  const stream = { getTracks: () => [track], getAudioTracks: () => [track] } as unknown as MediaStream;
  const seen = { now: 0, kept: 0, closed: false, states: [] as string[] };
  const ports: RecorderPorts = {
    devices: {
      getUserMedia: async () => {
        if (refusal) throw Object.assign(new Error("no"), { name: refusal });
        return stream;
      },
    },
    Media: Media as unknown as typeof MediaRecorder,
    listen: () => ({
      samples: () => new Float32Array(8).fill(1),
      close: () => {
        seen.closed = true;
      },
    }),
    now: () => seen.now,
    keep: () => {
      seen.kept += 1;
    },
    changed: () => seen.states.push(recorder.state),
  };
  const recorder: Recorder = new Recorder(ports);
  return { recorder, track, seen, ports };
}

test("it records in what the browser can, keeps every piece, and lets the microphone go at the end", async () => {
  const { recorder, track, seen } = world();
  await recorder.start();
  expect([recorder.state, recorder.type]).toEqual(["recording", "audio/mp4"]);
  expect(recorder.tick()).toBe(100);
  seen.now = 3_000;
  const sound = await recorder.finish();
  expect([sound?.type, recorder.durationMs]).toEqual(["audio/mp4", 3_000]);
  expect([seen.kept, seen.closed, track.stopped, recorder.state]).toEqual([1, true, true, "ended"]);
});

test("time in which it was paused does not count", async () => {
  const { recorder, seen } = world();
  await recorder.start();
  seen.now = 1_000;
  recorder.pause();
  seen.now = 9_000;
  expect([recorder.state, recorder.durationMs, recorder.tick()]).toEqual(["paused", 1_000, 0]);
  recorder.resume();
  seen.now = 10_000;
  expect(recorder.durationMs).toBe(2_000);
  expect(seen.states).toEqual(["asking", "recording", "paused", "recording"]);
});

test("at the longest length it pauses by itself and cannot go on, and what there is can be sent", async () => {
  const { recorder, seen } = world();
  await recorder.start();
  seen.now = LONGEST_MS;
  recorder.tick();
  recorder.resume();
  expect([recorder.state, recorder.full]).toEqual(["paused", true]);
  expect((await recorder.finish())?.size).toBeGreaterThan(0);
});

test.each([
  ["NotAllowedError", "refused"],
  ["NotFoundError", "missing"],
])("%s is shown as %s, and asking again is possible", async (refusal, state) => {
  const { recorder } = world(refusal);
  await recorder.start();
  expect(recorder.state).toBe(state);
  await recorder.start();
  expect(recorder.state).toBe(state);
  expect(await recorder.finish()).toBeNull();
});

test("a browser that cannot record says so", async () => {
  const { ports } = world();
  const recorder = new Recorder({ ...ports, Media: undefined, changed: () => undefined });
  await recorder.start();
  expect(recorder.state).toBe("missing");
});

test("cancelled while the browser asks, the microphone is let go at once", async () => {
  const { recorder, track } = world();
  const starting = recorder.start();
  await recorder.finish();
  await starting;
  expect([track.stopped, recorder.state]).toEqual([true, "ended"]);
});

test("a microphone that is pulled out pauses, and nothing is lost", async () => {
  const { recorder, track, seen } = world();
  await recorder.start();
  seen.now = 500;
  track.dispatchEvent(new Event("ended"));
  expect([recorder.state, seen.kept]).toEqual(["paused", 1]);
});
