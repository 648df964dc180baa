/** A recording becomes a message, however often the page is closed in between. */

import type { Chat } from "../../chat/chat";
import type { Recorded } from "../../chat/state";
import type { Transfer } from "../../chat/transfer";
import { alone, Kept, type KeptRecording, type Piece } from "./kept";
import { Parts } from "./parts";

/** What this device knows of one recording, kept whenever it changes. */
export class Note {
  #facts: KeptRecording;
  readonly #kept: Kept;

  constructor(kept: Kept, facts: KeptRecording) {
    this.#kept = kept;
    this.#facts = facts;
  }

  get facts(): KeptRecording {
    return this.#facts;
  }

  put(changes: Partial<KeptRecording>): Promise<void> {
    this.#facts = { ...this.#facts, ...changes };
    return this.#kept.put(this.#facts);
  }
}

/** The way of a recording to the server; how far it is stands in its note. */
export function partsOf(chat: Chat, note: Note, pieces: readonly Piece[] = []): Parts {
  const { facts } = note;
  return new Parts(chat.transfers, facts, (uploaded) => void note.put({ uploaded }), facts.uploaded ?? null, pieces);
}

/**
 * Brings up what is missing and sends; resolves when the message is in the outbox or the person has dropped it. Sent under
 * the recording's id, so that it arrives once even when the page ends between sending and forgetting.
 */
export function deliver(chat: Chat, kept: Kept, note: Note, parts: Parts, recorded: Recorded): Promise<void> {
  const { id, conversation_id, content_type, reply_to_seq, wanted } = note.facts;
  const file = new File([recorded.sound], content_type.includes("webm") ? "voice.webm" : "voice.m4a", {
    type: content_type,
  });
  let isThere = false;
  const transfer: Transfer = async (_ports, _upload, _file, signal, news) => {
    const answer = await parts.finish(signal, news);
    isThere = answer.ok;
    return answer;
  };
  return new Promise((resolve) => {
    void chat.attach(conversation_id, file, undefined, {
      kind: "voice",
      clientMessageId: id,
      replyToSeq: reply_to_seq,
      hold: !wanted,
      recorded,
      transfer,
      finished() {
        if (!isThere) parts.drop();
        void kept.remove(id).then(resolve);
      },
      wanted: () => void note.put({ wanted: true }),
    });
  });
}

/** Takes up what was recorded on this device and not sent, unless another tab is at it. */
export async function recover(chat: Chat, ownerId: string): Promise<void> {
  const kept = new Kept();
  for (const { recording, pieces } of await kept.all(ownerId, Date.now())) {
    const note = new Note(kept, recording);
    void alone(recording.id, () => deliver(chat, kept, note, partsOf(chat, note, pieces), recordedIn(note, pieces)));
  }
}

/** What of it can be heard here; it may be longer than that where the server has more. */
function recordedIn({ facts }: Note, pieces: readonly Piece[]): Recorded {
  return {
    sound: new Blob(
      pieces.map(({ sound }) => sound),
      { type: facts.content_type },
    ),
    duration_ms: Math.max(pieces.at(-1)?.duration_ms ?? 0, facts.uploaded?.duration_ms ?? 0),
    waveform: pieces.flatMap(({ levels }) => levels),
  };
}
