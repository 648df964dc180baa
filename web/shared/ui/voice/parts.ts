/**
 * A recording on its way to the server while it is being made: five pieces are a part, and the last part is what is left.
 * The cut is always the same, so that what was begun before the page was closed is gone on with, and nothing is sent twice.
 */

import { type Answer, success } from "../../chat/answer";
import type { Attachment } from "../../chat/state";
import { persistently, store, type TransferNews, type TransferPorts } from "../../chat/transfer";
import type { KeptRecording, Piece, Uploaded } from "./kept";

export const PIECES_IN_PART = 5;

type Place = Pick<KeptRecording, "conversation_id" | "content_type">;

export class Parts {
  readonly #ports: TransferPorts;
  readonly #place: Place;
  readonly #pieces: Piece[];
  readonly #tell: (uploaded: Uploaded) => void;
  readonly #dropped = new AbortController();
  #uploaded: Uploaded | null;
  #last: Promise<unknown> = Promise.resolve();

  /** `tell` is told of every part that is there; `before`: what was told of earlier. */
  constructor(
    ports: TransferPorts,
    place: Place,
    tell: (uploaded: Uploaded) => void,
    before: Uploaded | null = null,
    pieces: readonly Piece[] = [],
  ) {
    this.#ports = ports;
    this.#place = place;
    this.#tell = tell;
    this.#uploaded = before;
    this.#pieces = [...pieces];
  }

  /** Goes up with the others of its part. What does not work now is tried again with the next one. */
  add(piece: Piece): void {
    this.#pieces.push(piece);
    const whole = Math.floor(this.#pieces.length / PIECES_IN_PART);
    if (this.#pieces.length % PIECES_IN_PART === 0) void this.#upTo(whole, this.#dropped.signal);
  }

  /** Nothing is added any more: what is missing goes up, and the server makes a voice of it. */
  async finish(signal: AbortSignal, news: TransferNews): Promise<Answer<Attachment>> {
    const progressed = (part: number) => news.progressed(Math.min(1, part / this.#count));
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#finished(signal, news, progressed);
      // The server has forgotten the recording, or misses a part of it: what is here goes up again where it is needed.
      const forgotten = !answer.ok && answer.error.code === "not_found";
      if (answer.ok || attempt > 1 || !(forgotten || answer.error.code === "attachment_not_ready")) return answer;
      this.#uploaded = forgotten || !this.#uploaded ? null : { ...this.#uploaded, parts: 0 };
    }
  }

  /** Nobody wants it: what the server has of it is forgotten. */
  drop(): void {
    this.#dropped.abort();
    void this.#last.then(() => {
      const id = this.#uploaded?.attachment_id;
      if (id) void this.#ports.http.request("DELETE /api/recordings/{id}", { path: { id } });
    });
  }

  /** The server may have more than this device could keep. */
  get #count(): number {
    return Math.max(Math.ceil(this.#pieces.length / PIECES_IN_PART), this.#uploaded?.parts ?? 0);
  }

  async #finished(
    signal: AbortSignal,
    news: TransferNews,
    progressed: (part: number) => void,
  ): Promise<Answer<Attachment>> {
    const sent = await this.#upTo(this.#count, signal, progressed);
    if (!sent.ok) return sent;
    news.checking();
    const call = { path: { id: sent.data }, body: { parts: this.#count } };
    const done = await persistently(this.#ports, signal, () =>
      this.#ports.http.request("POST /api/recordings/{id}/complete", call),
    );
    return done.ok ? success(done.data.attachment) : done;
  }

  /** One after another, in the order of asking; the answer is the recording's id. */
  #upTo(count: number, signal: AbortSignal, progressed = (_: number) => {}): Promise<Answer<string>> {
    const next = this.#last.then(() => this.#send(count, signal, progressed));
    this.#last = next;
    return next;
  }

  async #send(count: number, signal: AbortSignal, progressed: (part: number) => void): Promise<Answer<string>> {
    const begun = this.#uploaded ? success(this.#uploaded) : await this.#begin(signal);
    if (!begun.ok) return begun;
    for (let number = begun.data.parts; number < count && !signal.aborted; number += 1) {
      const sent = await this.#sendPart(begun.data.attachment_id, number, signal, (done) => progressed(number + done));
      if (!sent.ok) return sent;
      this.#keep({ ...begun.data, parts: number + 1 });
    }
    return success(begun.data.attachment_id);
  }

  async #begin(signal: AbortSignal): Promise<Answer<Uploaded>> {
    const { conversation_id, content_type } = this.#place;
    const body = { conversation_id, content_type };
    const begun = await persistently(this.#ports, signal, () =>
      this.#ports.http.request("POST /api/recordings", { body }),
    );
    if (!begun.ok) return begun;
    const uploaded = { attachment_id: begun.data.attachment.id, parts: 0, duration_ms: 0 };
    this.#keep(uploaded);
    return success(uploaded);
  }

  async #sendPart(
    id: string,
    number: number,
    signal: AbortSignal,
    progressed: (fraction: number) => void,
  ): Promise<Answer<void>> {
    const first = number * PIECES_IN_PART;
    const bytes = new Blob(this.#pieces.slice(first, first + PIECES_IN_PART).map((piece) => piece.sound));
    const body = { number, size: bytes.size };
    const leave = await persistently(this.#ports, signal, () =>
      this.#ports.http.request("POST /api/recordings/{id}/parts", { path: { id }, body }),
    );
    if (!leave.ok) return leave;
    const { upload } = leave.data;
    if (!upload) return success(undefined);
    return persistently(this.#ports, signal, () => store(this.#ports, upload, bytes, signal, progressed));
  }

  #keep(uploaded: Uploaded): void {
    const last = Math.min(uploaded.parts * PIECES_IN_PART, this.#pieces.length);
    const duration_ms = this.#pieces[last - 1]?.duration_ms ?? 0;
    this.#uploaded = { ...uploaded, duration_ms: Math.max(uploaded.duration_ms, duration_ms) };
    this.#tell(this.#uploaded);
  }
}
