/** The chat of one visitor, loaded when it begins: lives until the page goes, also while the window is closed. */

import type { ComponentChildren, FunctionComponent } from "preact";
import { type Chat, createChat, openStorage, unreadTotal } from "../shared/chat/chat";
import { ChatView } from "../shared/ui/chat/chat_view";
import { cookieFiles, tokenFiles } from "../shared/ui/chat/files";
import { type Bring, BringContext } from "../shared/ui/chat/later";
import type { FirstMessage, Place, Visitor } from "./visitor";

export interface Session {
  /** The conversation on the screen; `strip` stands above the messages. */
  readonly View: FunctionComponent<{ strip: ComponentChildren }>;
  /** Kept by the outbox until it is acknowledged. */
  say(message: FirstMessage): void;
  close(): void;
}

export interface SessionEvents {
  onUnread(count: number): void;
  /** A message of somebody else has come. */
  onMessage(): void;
  /** Styles and texts of the parts that are loaded late. */
  readonly bring: Bring;
  /** The server does not know this visitor any more. */
  onRefused(): void;
}

export async function openSession(
  place: Place,
  visitor: Exclude<Visitor, { kind: "stranger" }>,
  conversationId: string,
  events: SessionEvents,
): Promise<Session> {
  const url = place.home ? "" : place.origin;
  const who =
    visitor.kind === "guest"
      ? { auth: { token: visitor.token }, sharedAs: conversationId }
      : { userId: visitor.userId };
  const chat = createChat({ url, storage: await openStorage("astars-widget"), language: place.language, ...who });
  const files = visitor.kind === "guest" ? tokenFiles(url, visitor.token) : cookieFiles;
  const listening = [
    chat.store.subscribe((state) => {
      events.onUnread(unreadTotal(state, { kind: "support" }));
      if (state.connection.name === "refused") events.onRefused();
    }),
    chat.on("message.created", ({ message }) => {
      const mine = message.sender.id === chat.store.state.me?.id;
      if (message.conversation_id === conversationId && !mine) events.onMessage();
    }),
    wakeOnReturn(chat),
  ];
  return {
    View: ({ strip }) => (
      <BringContext.Provider value={events.bring}>
        <ChatView chat={chat} conversationId={conversationId} files={files} top={() => strip} autoFocus />
      </BringContext.Provider>
    ),
    say({ id, text }) {
      chat.send(conversationId, { text, clientMessageId: id });
    },
    close() {
      for (const stop of listening) stop();
      files.close();
      chat.close();
    },
  };
}

function wakeOnReturn(chat: Pick<Chat, "wake">): () => void {
  const wake = () => {
    if (document.visibilityState === "visible") chat.wake();
  };
  window.addEventListener("focus", wake);
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  return () => {
    window.removeEventListener("focus", wake);
    window.removeEventListener("online", wake);
    document.removeEventListener("visibilitychange", wake);
  };
}

export { default as css } from "./talk.css?inline";
