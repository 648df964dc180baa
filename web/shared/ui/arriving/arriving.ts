/** How a person learns that somebody wrote while they looked elsewhere: a soft tone, and a notice of the browser if allowed. */

import { type Signal, signal } from "@preact/signals";
import type { Chat, Message } from "../../chat/chat";
import { watchArrivals } from "./arrivals";
import { isPutOff, isSilent, putOff, setSilent } from "./remembered";
import { createTone } from "./tone";

export interface Arriving {
  /** Whether messages ring on this device. */
  readonly sound: Signal<boolean>;
  /** Whether to offer notices of the browser: it can show them, nobody has decided, and «Позже» was not said. */
  readonly offered: Signal<boolean>;
  toggleSound(): void;
  allow(): Promise<void>;
  later(): void;
}

export interface ArrivingOptions {
  readonly chat: Chat;
  /** The notice's words; of the message itself it says nothing, because others may see the screen. */
  readonly title: string;
  open(conversationId: string): void;
}

export function createArriving({ chat, title, open }: ArrivingOptions): Arriving {
  const tone = createTone();
  const sound = signal(!isSilent());
  const offered = signal(permission() === "default" && !isPutOff());
  // Another tab may have switched it.
  window.addEventListener("storage", () => {
    sound.value = !isSilent();
  });
  for (const gesture of ["pointerdown", "keydown"]) window.addEventListener(gesture, tone.unlock, { once: true });
  if (navigator.locks) {
    watchArrivals({
      chat,
      locks: navigator.locks,
      looking: () => document.visibilityState === "visible" && document.hasFocus(),
      wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
      arrived(message) {
        if (sound.value) tone.play();
        if (permission() === "granted" && !document.hasFocus()) show(title, message, open);
      },
    });
  }
  return {
    sound,
    offered,
    toggleSound() {
      sound.value = !sound.value;
      setSilent(!sound.value);
      if (sound.value) tone.play();
    },
    async allow() {
      await Notification.requestPermission();
      offered.value = false;
    },
    later() {
      putOff();
      offered.value = false;
    },
  };
}

/** Browsers of phones show notices by web push alone. */
function permission(): NotificationPermission | null {
  return "Notification" in window && matchMedia("(any-hover: hover)").matches ? Notification.permission : null;
}

function show(title: string, { sender, conversation_id: id }: Message, open: (id: string) => void): void {
  const notice = new Notification(title, { body: sender.name, tag: id, silent: true });
  notice.addEventListener("click", () => {
    window.focus();
    open(id);
    notice.close();
  });
}
