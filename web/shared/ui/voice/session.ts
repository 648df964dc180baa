/** One recording for as long as its view is there: what is heard goes to the device and, part by part, to the server. */

import type { Chat } from "../../chat/chat";
import { newId } from "../../chat/identity";
import type { Recorded } from "../../chat/state";
import { alone, Kept } from "./kept";
import type { Parts } from "./parts";
import { browserPorts, Recorder } from "./recorder";
import { deliver, Note, partsOf } from "./sending";

export interface Place {
  readonly conversationId: string;
  readonly ownerId: string;
  readonly replyToSeq: number | null;
}

/** `hold`: it stands in its conversation and waits for the person's word. */
export type Ending = "send" | "hold" | "drop";

export class RecordingSession {
  readonly recorder: Recorder;
  /** How loud it was, a few times a second. */
  readonly levels: number[] = [];
  /** The device has no room: what is not uploaded yet is lost with the page. */
  unkept = false;
  readonly #chat: Chat;
  readonly #place: Place;
  readonly #kept: Kept;
  readonly #id = newId();
  readonly #over = Promise.withResolvers<void>();
  #ended = false;
  #begun: { readonly note: Note; readonly parts: Parts } | null = null;
  #pieces = 0;
  #told = 0;

  constructor(chat: Chat, place: Place, changed: () => void, ports = browserPorts()) {
    this.#chat = chat;
    this.#place = place;
    this.#kept = new Kept(() => {
      this.unkept = true;
      changed();
    });
    this.recorder = new Recorder({ ...ports, changed, keep: (sound, durationMs) => this.#keep(sound, durationMs) });
  }

  /** What there is to hear of it; null when there is nothing. */
  get recorded(): Recorded | null {
    const { sound, durationMs } = this.recorder;
    return sound && { sound, duration_ms: Math.round(durationMs), waveform: this.levels };
  }

  /** To be called a few times a second. */
  tick(): void {
    if (this.recorder.state === "recording") this.levels.push(this.recorder.tick());
  }

  /** Only the first ending counts. */
  async end(how: Ending): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.recorder.finish();
    const { recorded } = this;
    if (this.#begun && recorded && how !== "drop") {
      const { note, parts } = this.#begun;
      await note.put({ wanted: how === "send" });
      await deliver(this.#chat, this.#kept, note, parts, recorded);
    } else {
      this.#begun?.parts.drop();
      await this.#kept.remove(this.#id);
    }
    this.#over.resolve();
  }

  #keep(sound: Blob, durationMs: number): void {
    this.#begun ??= this.#begin();
    const piece = { sound, levels: this.levels.slice(this.#told), duration_ms: Math.round(durationMs) };
    this.#told = this.levels.length;
    void this.#kept.add(this.#id, this.#pieces, piece);
    this.#pieces += 1;
    this.#begun.parts.add(piece);
  }

  #begin(): { note: Note; parts: Parts } {
    const note = new Note(this.#kept, {
      id: this.#id,
      owner_id: this.#place.ownerId,
      conversation_id: this.#place.conversationId,
      reply_to_seq: this.#place.replyToSeq,
      content_type: this.recorder.type,
      created_at: Date.now(),
      wanted: false,
    });
    // Held until its end is known, so that no other tab takes it for an abandoned one.
    void alone(this.#id, () => this.#over.promise);
    void note.put({});
    return { note, parts: partsOf(this.#chat, note) };
  }
}
