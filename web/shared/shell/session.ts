/** One person at work in one application: the chat, the calls, what they have not sent yet, and the way out. */

import { type Api, createApi } from "../api";
import { type Chat, createChat, openStorage } from "../chat/chat";
import { type PageUser, pageData } from "../page";
import { createToasts, type Toasts } from "../ui/toast";

export interface Session {
  readonly user: PageUser;
  readonly api: Api;
  readonly chat: Chat;
  readonly toasts: Toasts;
  /** Where to sign in again and come back to this very place. */
  signInAddress(): string;
  /** Ends the session on this device, sockets included; answers only when that failed. */
  signOut(): Promise<boolean>;
  /** The session is over: what this person left unsent in this browser goes, and the public site is shown. */
  leave(): Promise<void>;
}

export async function openSession(): Promise<Session> {
  const { user, language } = pageData();
  if (!user) throw new Error("an application's page is only served to somebody signed in");
  const api = createApi({ language });
  const chat = createChat({ url: "", storage: await openStorage("astars"), userId: user.id, language });
  wakeOnReturn(chat);
  const leave = async () => {
    await chat.forgetDrafts();
    chat.close();
    location.assign("/");
  };
  return {
    user,
    api,
    chat,
    toasts: createToasts(),
    signInAddress: () => `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`,
    async signOut() {
      const answer = await api.call("POST /api/auth/logout");
      if (!answer.ok && answer.error.code !== "unauthenticated") return false;
      await leave();
      return true;
    },
    leave,
  };
}

function wakeOnReturn(chat: Chat): void {
  const wake = () => {
    if (document.visibilityState === "visible") chat.wake();
  };
  window.addEventListener("focus", wake);
  window.addEventListener("online", wake);
  // «Назад» may bring a page from memory, as it was before somebody signed out.
  window.addEventListener("pageshow", wake);
  document.addEventListener("visibilitychange", wake);
}
