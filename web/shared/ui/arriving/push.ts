/** Web push on this device: whether it is on, why not, and switching it. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Api } from "../../api";
import { isPushOff, setPushOff } from "./remembered";

/**
 * `unsupported`: this browser cannot · `install`: this phone can once the product is on its home screen · `denied`: the person
 * has forbidden notices in the browser · `off`, `on` · `failed`: it could not be switched on now.
 */
export type PushState = "unsupported" | "install" | "denied" | "off" | "on" | "failed";

/** What the service worker shows (`web/push/worker.ts`). */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly conversation_id: string;
  readonly seq: number;
  readonly url: string;
}

export interface Push {
  readonly state: ReadonlySignal<PushState>;
  readonly busy: ReadonlySignal<boolean>;
  /** Asks for the permission where nobody has decided; to be called in a gesture. */
  turnOn(): Promise<void>;
  turnOff(): Promise<void>;
  /** Shows a notice now, so that its push says nothing new; false where push is not on. */
  show(notice: Notice): boolean;
}

/** Goes on with what was switched on before: a new session must be told of the browser anew. */
export function createPush(api: Api): Push {
  const state = signal<PushState>(atFirst());
  const busy = signal(false);
  const subscribe = async () => {
    const key = await api.call("GET /api/push");
    if (!key.ok) return false;
    const registration = await navigator.serviceWorker.register("/push.js");
    await navigator.serviceWorker.ready;
    const subscription = await subscribed(registration, key.data.public_key);
    const { endpoint, keys } = subscription.toJSON();
    if (!endpoint || !keys?.p256dh || !keys.auth) return false;
    const body = { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
    return (await api.call("PUT /api/me/push", { body })).ok;
  };
  const begin = async () => {
    busy.value = true;
    state.value = (await subscribe().catch(() => false)) ? "on" : "failed";
    busy.value = false;
  };
  // Decided anew in the browser's own settings.
  void navigator.permissions?.query({ name: "notifications" }).then((permission) => {
    permission.onchange = () => {
      if (permission.state !== "granted" || state.value !== "on") state.value = atFirst();
    };
  });
  if (state.value === "off" && Notification.permission === "granted" && !isPushOff()) void begin();
  return {
    state,
    busy,
    async turnOn() {
      const allowed = await Notification.requestPermission();
      state.value = allowed === "denied" ? "denied" : "off";
      if (allowed !== "granted") return;
      setPushOff(false);
      await begin();
    },
    async turnOff() {
      busy.value = true;
      setPushOff(true);
      const registration = await navigator.serviceWorker.getRegistration("/");
      const subscription = await registration?.pushManager.getSubscription();
      if (subscription) {
        await api.call("DELETE /api/me/push", { body: { endpoint: subscription.endpoint } });
        await subscription.unsubscribe().catch(() => false);
      }
      state.value = "off";
      busy.value = false;
    },
    show(notice) {
      const worker = navigator.serviceWorker?.controller;
      if (state.value !== "on" || !worker) return false;
      worker.postMessage(notice);
      return true;
    },
  };
}

function atFirst(): PushState {
  const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (can) return Notification.permission === "denied" ? "denied" : "off";
  return /iPhone|iPad/.test(navigator.userAgent) ? "install" : "unsupported";
}

/** The browser's subscription with our key; one with another key is given up first. */
async function subscribed(registration: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await registration.pushManager.subscribe(options);
  } catch (error) {
    const old = await registration.pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return registration.pushManager.subscribe(options);
  }
}
