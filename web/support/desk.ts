/** What stands on the support desk: which requests are listed, and which one is open. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { partsBelow, type Router } from "../shared/shell/router";
import type { Session } from "../shared/shell/session";
import { type Arriving, createArriving } from "../shared/ui/arriving/arriving";
import { createPages, type Pages } from "../shared/ui/inbox/pages";
import { createFinding, type Finding } from "../shared/ui/search/finding";
import { type Wanted, wantedAt } from "../shared/ui/search/wanted";
import type { Queue } from "./queue";

export const BASE = "/desk";

export interface Desk {
  readonly session: Session;
  readonly router: Router;
  /** How a message is noticed that comes while one looks elsewhere. */
  readonly arriving: Arriving;
  readonly queue: Signal<Queue>;
  readonly search: Signal<string>;
  /** Waiting and claimed requests · resolved ones. */
  readonly open: Pages;
  readonly resolved: Pages;
  readonly openId: ReadonlySignal<string | null>;
  /** The message that was asked for with it. */
  readonly wanted: ReadonlySignal<Wanted | null>;
  /** Messages everywhere. */
  readonly finding: Finding;
  /** Whether the notes stand beside the open request. */
  readonly notesShown: Signal<boolean>;
  /** Notes that are being written, by request. */
  readonly noteDrafts: Map<string, string>;
  show(conversationId: string): void;
}

export function createDesk(session: Session, router: Router, arrivalTitle: string): Desk {
  const { chat } = session;
  const pages = (state: "open" | "resolved") =>
    createPages((cursor) => chat.loadQueue({ state, ...(cursor ? { cursor } : {}) }));
  const desk: Desk = {
    session,
    router,
    arriving: createArriving({ api: session.api, chat, title: arrivalTitle, addressOf, go: router.go }),
    queue: signal("new"),
    search: signal(""),
    open: pages("open"),
    resolved: pages("resolved"),
    openId: computed(() => partsBelow(BASE, router.place.value.path)[0] ?? null),
    wanted: computed(() => wantedAt(router.place.value)),
    finding: createFinding((query, cursor) => chat.search(query, undefined, cursor)),
    notesShown: signal(matchMedia("(width >= 80rem)").matches),
    noteDrafts: new Map(),
    show: (conversationId) => router.go(addressOf(conversationId)),
  };
  void desk.open.load();
  void desk.resolved.load();
  return desk;
}

export function addressOf(conversationId: string): string {
  return `${BASE}/${encodeURIComponent(conversationId)}`;
}
