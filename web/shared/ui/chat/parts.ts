import type { Chat, ChatState, Conversation, Message } from "../../chat/chat";
import type { Files } from "./files";

/** What every part of the chat view is given: the conversation to show and what it may call. */
export interface Parts {
  readonly chat: Chat;
  readonly files: Files;
  readonly conversation: Conversation;
  readonly me: ChatState["me"];
}

/** A message of this conversation by its number, when it is loaded. */
export function messageAt(conversation: Conversation, seq: number): Message | null {
  const first = conversation.messages[0];
  return (first && conversation.messages[seq - first.seq]) ?? null;
}
