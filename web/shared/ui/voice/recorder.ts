/**
 * One recording, from asking for the microphone to its end.
 *
 *     asking → recording ⇄ paused → ended
 *        └→ refused | missing
 *
 * Promises: every piece is handed to `keep` as it comes, so that little is lost with the page; the microphone is let go at
 * every end; time in which it was paused does not count; at the longest allowed length it pauses by itself, for the person
 * to send. When the microphone is gone it pauses for good: what another one heard could not be joined to it.
 */

import { levelOf } from "./shape";

export const LONGEST_MS = 15 * 60_000;
/** From here on it is said how much is left. */
export const NEAR_END_MS = 60_000;
const PIECE_MS = 1_000;
const BITS_PER_SECOND = 48_000;
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

export type RecorderState = "asking" | "refused" | "missing" | "recording" | "paused" | "ended";

export interface RecorderPorts {
  readonly devices: Pick<MediaDevices, "getUserMedia"> | undefined;
  readonly Media: typeof MediaRecorder | undefined;
  /** Samples of now, of −1…1; and how to stop listening. */
  listen(stream: MediaStream): { samples(): Float32Array; close(): void };
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  keep(piece: Blob, durationMs: number): void;
  changed(): void;
}

export class Recorder {
  state: RecorderState = "asking";
  readonly #ports: RecorderPorts;
  #media: MediaRecorder | null = null;
  #stream: MediaStream | null = null;
  #ear: ReturnType<RecorderPorts["listen"]> | null = null;
  #pieces: Blob[] = [];
  #stopped: Promise<void> = Promise.resolve();
  #lost = false;
  #before = 0;
  #since: number | null = null;

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  get type(): string {
    return this.#media?.mimeType ?? "";
  }

  get durationMs(): number {
    return this.#before + (this.#since === null ? 0 : this.#ports.now() - this.#since);
  }

  get full(): boolean {
    return this.durationMs >= LONGEST_MS;
  }

  /** The microphone is gone: what there is can be heard and sent, and nothing can be added. */
  get lost(): boolean {
    return this.#lost;
  }

  /** What was recorded so far; null when there is nothing. */
  get sound(): Blob | null {
    return this.#pieces.length > 0 ? new Blob(this.#pieces, { type: this.type }) : null;
  }

  async start(): Promise<void> {
    const { devices, Media } = this.#ports;
    if (!devices || !Media) return this.#become("missing");
    this.#become("asking");
    let stream: MediaStream;
    try {
      stream = await devices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    } catch (error) {
      const refused = error instanceof Error && ["NotAllowedError", "SecurityError"].includes(error.name);
      if (!this.#ended) this.#become(refused ? "refused" : "missing");
      return;
    }
    if (this.#ended) return stopTracks(stream); // It was cancelled while the browser asked.
    try {
      this.#begin(stream, Media);
    } catch {
      this.#media = null;
      this.#letGo();
      this.#become("missing");
    }
  }

  /** To be called a few times a second while it records. The answer: how loud it is, from 0 to 100. */
  tick(): number {
    if (this.full && this.state === "recording") this.pause();
    return this.#ear && this.state === "recording" ? levelOf(this.#ear.samples()) : 0;
  }

  pause(): void {
    if (this.state !== "recording" || !this.#media) return;
    this.#halt();
    // One that has lost its microphone is over already, and would throw.
    if (this.#media.state === "recording") {
      this.#media.pause();
      this.#media.requestData();
    }
    this.#become("paused");
  }

  resume(): void {
    if (this.state !== "paused" || this.#media?.state !== "paused" || this.full || this.#lost) return;
    this.#media.resume();
    this.#since = this.#ports.now();
    this.#become("recording");
  }

  /** All that was recorded; null when there is nothing. */
  async finish(): Promise<Blob | null> {
    this.#halt();
    this.#become("ended");
    if (this.#media && this.#media.state !== "inactive") this.#media.stop();
    await this.#stopped;
    this.#letGo();
    return this.sound;
  }

  get #ended(): boolean {
    return this.state === "ended";
  }

  #begin(stream: MediaStream, Media: typeof MediaRecorder): void {
    const mimeType = TYPES.find((type) => Media.isTypeSupported(type));
    this.#stream = stream;
    const media = new Media(stream, { audioBitsPerSecond: BITS_PER_SECOND, ...(mimeType ? { mimeType } : {}) });
    this.#media = media;
    media.addEventListener("dataavailable", ({ data }) => {
      if (data.size === 0) return;
      this.#pieces.push(data);
      this.#ports.keep(data, this.durationMs);
    });
    // The microphone was pulled out, or taken away by the browser: what there is stays.
    stream.getAudioTracks()[0]?.addEventListener("ended", () => this.#lose());
    this.#ear = this.#ports.listen(stream);
    media.start(PIECE_MS);
    this.#stopped = new Promise((resolve) => {
      media.addEventListener("stop", () => {
        resolve();
        this.#lose();
      });
    });
    this.#since = this.#ports.now();
    this.#become("recording");
  }

  #lose(): void {
    if (this.#lost || (this.state !== "recording" && this.state !== "paused")) return;
    this.#lost = true;
    this.pause();
    this.#ports.changed();
  }

  #halt(): void {
    this.#before = this.durationMs;
    this.#since = null;
  }

  #letGo(): void {
    this.#ear?.close();
    this.#ear = null;
    if (this.#stream) stopTracks(this.#stream);
    this.#stream = null;
  }

  #become(state: RecorderState): void {
    this.state = state;
    this.#ports.changed();
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** What a browser has for it. */
export function browserPorts(): Pick<RecorderPorts, "devices" | "Media" | "listen" | "now"> {
  return {
    devices: navigator.mediaDevices,
    Media: globalThis.MediaRecorder,
    now: () => performance.now(),
    listen(stream) {
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      analyser.fftSize = 1024;
      context.createMediaStreamSource(stream).connect(analyser);
      const heard = new Float32Array(analyser.fftSize);
      return {
        samples: () => {
          analyser.getFloatTimeDomainData(heard);
          return heard;
        },
        close: () => void context.close(),
      };
    },
  };
}
