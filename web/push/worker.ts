/**
 * The service worker behind web push: it shows who has written, and leads there. It keeps nothing and intercepts no request.
 *
 * A page that is open shows its notices through here, too, so that the same message is not shown twice.
 */

declare const self: ServiceWorkerGlobalScope;

/** What the server sends (`server/push/jobs.py`), and a page in its stead. */
interface Notice {
  readonly title: string;
  /** Who has written. */
  readonly body: string;
  readonly conversation_id: string;
  readonly seq: number;
  /** A path of this site. */
  readonly url: string;
}

/** Up to which message each conversation was shown; forgotten with the worker, and then a notice replaces itself. */
const shown = new Map<string, number>();

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const notice = readNotice(event.data?.text() ?? "");
  if (notice) event.waitUntil(arrived(notice));
});

self.addEventListener("message", (event) => {
  const notice = readNotice(JSON.stringify(event.data));
  // The page rings by itself, if the person wants that.
  if (notice) event.waitUntil(show(notice, true));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(go((event.notification.data as Notice).url));
});

function readNotice(text: string): Notice | null {
  try {
    const notice = JSON.parse(text) as Notice;
    return notice.conversation_id && notice.url.startsWith("/") && !notice.url.startsWith("//") ? notice : null;
  } catch {
    return null;
  }
}

/** Whoever looks at the conversation right now needs no notice. */
async function arrived(notice: Notice): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window" });
  const reads = windows.some((one) => one.focused && new URL(one.url).pathname === notice.url);
  if (!reads) await show(notice, false);
}

async function show(notice: Notice, silent: boolean): Promise<void> {
  const { title, body, conversation_id: tag, seq } = notice;
  if ((shown.get(tag) ?? 0) >= seq) return;
  shown.set(tag, seq);
  await self.registration.showNotification(title, { body, tag, silent, icon: "/static/icon-192.png", data: notice });
}

/** An open page of ours goes there, else a new one is opened. */
async function go(url: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((one) => new URL(one.url).pathname === url) ?? windows[0];
  if (!there) {
    await self.clients.openWindow(url);
    return;
  }
  await there.focus().catch(() => there); // A browser may keep its windows where they are.
  if (new URL(there.url).pathname !== url) there.postMessage({ go: url });
}

export {};
