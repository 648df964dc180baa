/** What stands on the astrologer's desk: which consultations are listed, and which one is open. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Router } from "../shared/shell/router";
import { partsBelow } from "../shared/shell/router";
import type { Session } from "../shared/shell/session";
import { type Arriving, createArriving } from "../shared/ui/arriving/arriving";
import { createPages, type Pages } from "../shared/ui/inbox/pages";
import { createFinding, type Finding } from "../shared/ui/search/finding";
import { type Wanted, wantedAt } from "../shared/ui/search/wanted";
import type { Filter } from "./filter";

export const BASE = "/console";

export interface Desktop {
  readonly session: Session;
  readonly router: Router;
  /** How a message is noticed that comes while one looks elsewhere. */
  readonly arriving: Arriving;
  readonly filter: Signal<Filter>;
  readonly search: Signal<string>;
  readonly active: Pages;
  readonly inactive: Pages;
  /** The open conversation's id, or null. */
  readonly openId: ReadonlySignal<string | null>;
  /** The message that was asked for with it. */
  readonly wanted: ReadonlySignal<Wanted | null>;
  /** Messages everywhere. */
  readonly finding: Finding;
  open(conversationId: string): void;
}

export function createDesktop(session: Session, router: Router, arrivalTitle: string): Desktop {
  const { chat } = session;
  const pages = (state: "active" | "inactive") =>
    createPages((cursor) => chat.loadInbox({ kind: "consultation", state, ...(cursor ? { cursor } : {}) }));
  const desktop: Desktop = {
    session,
    router,
    arriving: createArriving({ api: session.api, chat, title: arrivalTitle, addressOf, go: router.go }),
    filter: signal("active"),
    search: signal(""),
    active: pages("active"),
    inactive: pages("inactive"),
    openId: computed(() => partsBelow(BASE, router.place.value.path)[0] ?? null),
    wanted: computed(() => wantedAt(router.place.value)),
    finding: createFinding((query, cursor) => chat.search(query, undefined, cursor)),
    open: (conversationId) => router.go(addressOf(conversationId)),
  };
  void desktop.active.load();
  void desktop.inactive.load();
  return desktop;
}

export function addressOf(conversationId: string): string {
  return `${BASE}/${encodeURIComponent(conversationId)}`;
}
