/** The chat of one visitor, loaded when it begins: lives until the page goes, also while the window is closed. */

import type { ComponentChildren, FunctionComponent } from "preact";
import { type Chat, createChat, openStorage, unreadTotal } from "../shared/chat/chat";
import { ChatView } from "../shared/ui/chat/chat_view";
import { cookieFiles, tokenFiles } from "../shared/ui/chat/files";
import { type Bring, BringContext, later } from "../shared/ui/chat/later";
import { useChat } from "../shared/ui/chat/use_chat";
import type { RatingProps } from "./beside";
import { tellPages } from "./pages";
import { apiOf, type FirstMessage, type Place, type Visitor } from "./visitor";

const beside = () => import("./beside");
const SupportRating = later<RatingProps>(() => beside().then((it) => it.SupportRating));
const Blocked = later<{ email: string | null }>(() => beside().then((it) => it.Blocked));

export interface Session {
  /** The conversation on the screen; `strip` stands above the messages, `email` is another way to support. */
  readonly View: FunctionComponent<{ strip: ComponentChildren; email: string | null }>;
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
  const api = apiOf(place, visitor);
  listening.push(tellPages(api, conversationId));
  return {
    View({ strip, email }) {
      const queue = useChat(chat, (state) => state.conversations.get(conversationId)?.details?.queue);
      const rating = queue?.state === "resolved" && queue.rating;
      return (
        <BringContext.Provider value={events.bring}>
          <ChatView
            chat={chat}
            conversationId={conversationId}
            files={files}
            top={() => strip}
            asked={rating && <SupportRating api={api} conversationId={conversationId} rating={rating} />}
            locked={queue?.may_write === false && <Blocked email={email} />}
            autoFocus
          />
        </BringContext.Provider>
      );
    },
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
