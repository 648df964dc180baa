/** How a person learns that somebody wrote while they looked elsewhere: a soft tone, and a notice of the browser if allowed. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Api } from "../../api";
import type { Chat, Message } from "../../chat/chat";
import { watchArrivals } from "./arrivals";
import { createPush, type Notice, type Push } from "./push";
import { isPutOff, isSilent, putOff, setSilent } from "./remembered";
import { createTone } from "./tone";

export interface Arriving {
  /** Whether messages ring on this device. */
  readonly sound: Signal<boolean>;
  /** Notices on this device, while no page is open, too. */
  readonly push: Push;
  /** Whether to offer notices of the browser: it can show them, nobody has decided, and «Позже» was not said. */
  readonly offered: ReadonlySignal<boolean>;
  toggleSound(): void;
  /** A tone if messages ring here, and a notice if the page is not in front: for what is no message, too. */
  ring(notice: Notice): void;
  allow(): Promise<void>;
  later(): void;
}

export interface ArrivingOptions {
  readonly api: Api;
  readonly chat: Chat;
  /** The notice's words; of the message itself it says nothing, because others may see the screen. */
  readonly title: string;
  /** Where a conversation is read. */
  addressOf(conversationId: string): string;
  go(address: string): void;
  /** Whether a message there is this person's business; left out: all that they hear of are. */
  concerns?(conversationId: string): boolean;
}

export function createArriving({ api, chat, title, addressOf, go, concerns }: ArrivingOptions): Arriving {
  const tone = createTone();
  const sound = signal(!isSilent());
  const push = createPush(api);
  const isPending = signal(!isPutOff());
  // Another tab may have switched it.
  window.addEventListener("storage", () => {
    sound.value = !isSilent();
  });
  const ring = (notice: Notice) => {
    if (sound.value) tone.play();
    if (document.hasFocus()) return;
    if (!push.show(notice) && canShow()) show(notice, go);
  };
  for (const gesture of ["pointerdown", "keydown"]) window.addEventListener(gesture, tone.unlock, { once: true });
  // A notice was clicked while this page was elsewhere.
  navigator.serviceWorker?.addEventListener("message", ({ data }) => typeof data?.go === "string" && go(data.go));
  if (navigator.locks) {
    watchArrivals({
      chat,
      locks: navigator.locks,
      looking: () => document.visibilityState === "visible" && document.hasFocus(),
      wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
      arrived(message) {
        if (concerns?.(message.conversation_id) ?? true) ring(noticeOf(message, title, addressOf));
      },
    });
  }
  return {
    sound,
    push,
    ring,
    offered: computed(() => isPending.value && push.state.value === "off" && Notification.permission === "default"),
    toggleSound() {
      sound.value = !sound.value;
      setSilent(!sound.value);
      if (sound.value) tone.play();
    },
    async allow() {
      await push.turnOn();
      isPending.value = false;
    },
    later() {
      putOff();
      isPending.value = false;
    },
  };
}

function noticeOf({ sender, seq, conversation_id }: Message, title: string, addressOf: (id: string) => string): Notice {
  return { title, body: sender.name, conversation_id, seq, url: addressOf(conversation_id) };
}

/** Browsers of phones let no page show a notice by itself. */
function canShow(): boolean {
  return "Notification" in window && Notification.permission === "granted" && matchMedia("(any-hover: hover)").matches;
}

function show({ title, body, conversation_id, url }: Notice, go: (address: string) => void): void {
  const notice = new Notification(title, { body, tag: conversation_id, silent: true });
  notice.addEventListener("click", () => {
    window.focus();
    go(url);
    notice.close();
  });
}
