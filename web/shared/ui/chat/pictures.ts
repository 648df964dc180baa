import type { Attachment, Conversation } from "../../chat/chat";

/** The pictures of the messages that are loaded, from the oldest to the newest. */
export function picturesOf({ messages }: Pick<Conversation, "messages">): readonly Attachment[] {
  return messages
    .filter((message) => message.deleted_at === null)
    .flatMap((message) => message.attachments.filter(isPicture));
}

export function isPicture({ content_type: type }: Pick<Attachment, "content_type">): boolean {
  return type.startsWith("image/");
}
