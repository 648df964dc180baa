/** A recording becomes a message, however often the page is closed in between. */

import type { Chat } from "../../chat/chat";
import { alone, Kept, type KeptRecording } from "./kept";

/**
 * Uploads and sends; resolves when the message is in the outbox or the person has dropped it. Sent under the recording's
 * id, so that it arrives once even when the page ends between sending and forgetting.
 */
export function deliver(chat: Chat, kept: Kept, recording: KeptRecording, sound: Blob): Promise<void> {
  return new Promise((resolve) => {
    const extension = recording.content_type.includes("webm") ? "webm" : "m4a";
    const file = new File([sound], `voice.${extension}`, { type: recording.content_type });
    void chat.attach(recording.conversation_id, file, undefined, {
      kind: "voice",
      clientMessageId: recording.id,
      replyToSeq: recording.reply_to_seq,
      hold: !recording.wanted,
      finished: () => void kept.remove(recording.id).then(resolve),
      wanted: () => void kept.put({ ...recording, wanted: true }),
    });
  });
}

/** Takes up what was recorded on this device and not sent, unless another tab is at it. */
export async function recover(chat: Chat, ownerId: string): Promise<void> {
  const kept = new Kept();
  for (const { recording, sound } of await kept.all(ownerId, Date.now())) {
    void alone(recording.id, () => deliver(chat, kept, recording, sound));
  }
}
