/** What stands on the support desk: which requests are listed, which one is open, and what lies over it. */

import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { createReplies, type Replies } from "../shared/replies/replies";
import { partsBelow, type Router } from "../shared/shell/router";
import type { Session } from "../shared/shell/session";
import { type Arriving, createArriving } from "../shared/ui/arriving/arriving";
import { createPages, type Pages } from "../shared/ui/inbox/pages";
import { createFinding, type Finding } from "../shared/ui/search/finding";
import { type Wanted, wantedAt } from "../shared/ui/search/wanted";
import { type Calling, createCalling } from "./calling/calling";
import { createFigures, type Figures } from "./figures/figures";
import { createOverdue, type Overdue } from "./overdue/overdue";
import { createPanels, type Panels } from "./panels";
import { isMineIn, type Queue, visitorOf } from "./queue";
import { createTogether, type Together } from "./together/together";

export const BASE = "/desk";

/** What may be asked about the open request; one at a time. */
export type Asked = "transfer" | "snooze" | "tags" | "resolve" | "block" | "merge";
/** What may lie over the whole desk; one at a time. */
export type Sheet = "palette" | "shortcuts" | "notices" | "people" | "overdue";

export interface Desk {
  readonly session: Session;
  readonly router: Router;
  /** How a message is noticed that comes while one looks elsewhere. */
  readonly arriving: Arriving;
  /** Requests that call for somebody. */
  readonly calling: Calling;
  readonly queue: Signal<Queue>;
  readonly search: Signal<string>;
  /** The list of each tab: how far it was read. */
  readonly pages: Readonly<Record<Queue, Pages>>;
  readonly openId: ReadonlySignal<string | null>;
  /** The message that was asked for with it. */
  readonly wanted: ReadonlySignal<Wanted | null>;
  /** Messages everywhere. */
  readonly finding: Finding;
  /** What stands beside the open request. */
  readonly panels: Panels;
  /** Notes that are being written, by request. */
  readonly noteDrafts: Map<string, string>;
  readonly together: Together;
  readonly figures: Figures;
  /** Consultations whose answer is late. */
  readonly overdue: Overdue;
  readonly replies: Replies;
  readonly asked: Signal<Asked | null>;
  readonly sheet: Signal<Sheet | null>;
  /** The requests as they are listed now; the list fills it. */
  readonly listed: { ids: readonly string[] };
  show(conversationId: string): void;
}

export interface DeskWords {
  /** Over a notice of the browser, which says no more than who it is. */
  readonly message: string;
  readonly fresh: string;
  readonly waiting: string;
  readonly guest: string;
}

export function createDesk(session: Session, router: Router, words: DeskWords): Desk {
  const { api, chat, user } = session;
  const concerns = (id: string) => isMineIn(chat.store.state, id);
  const arriving = createArriving({ api, chat, title: words.message, addressOf, go: router.go, concerns });
  const open = pagesOf(session, "open");
  const openId = computed(() => partsBelow(BASE, router.place.value.path)[0] ?? null);
  const desk: Desk = {
    session,
    router,
    arriving,
    calling: callingOf(session, arriving, words),
    queue: signal("new"),
    search: signal(""),
    pages: {
      new: open,
      mine: open,
      all: open,
      snoozed: pagesOf(session, "snoozed"),
      resolved: pagesOf(session, "resolved"),
    },
    openId,
    wanted: computed(() => wantedAt(router.place.value)),
    finding: createFinding((query, cursor) => chat.search(query, undefined, cursor)),
    panels: createPanels(followedWidth()),
    noteDrafts: new Map(),
    together: createTogether({ chat, me: user.id, isSeen, onSeen }),
    figures: createFigures({ api, chat, isSeen }),
    overdue: createOverdue(api, chat),
    replies: createReplies(api, { mayShare: user.role === "support" }),
    asked: signal(null),
    sheet: signal(null),
    listed: { ids: [] },
    show: (conversationId) => router.go(addressOf(conversationId)),
  };
  effect(() => {
    // Another request is in front: nothing that was asked about the one before is asked about this one.
    void openId.value;
    desk.asked.value = null;
    desk.panels.moved();
  });
  for (const pages of new Set(Object.values(desk.pages))) void pages.load();
  // What I hold comes whole, however old it is.
  void chat.loadQueue({ state: "mine" });
  return desk;
}

function pagesOf({ chat }: Session, state: "open" | "snoozed" | "resolved"): Pages {
  return createPages((cursor) => chat.loadQueue({ state, ...(cursor ? { cursor } : {}) }));
}

function callingOf({ chat }: Session, arriving: Arriving, words: DeskWords): Calling {
  return createCalling({
    chat,
    locks: navigator.locks,
    pages: "BroadcastChannel" in window ? new BroadcastChannel("astars-desk-calls") : null,
    isLooking: () => isSeen() && document.hasFocus(),
    onLooking(listen) {
      const stop = onSeen(listen);
      window.addEventListener("focus", listen);
      return () => {
        stop();
        window.removeEventListener("focus", listen);
      };
    },
    ring: ({ conversation, why }) =>
      arriving.ring({
        title: why === "new" ? words.fresh : words.waiting,
        body: visitorOf(conversation)?.name || words.guest,
        conversation_id: conversation.id,
        seq: conversation.lastSeq,
        url: addressOf(conversation.id),
      }),
  });
}

function isSeen(): boolean {
  return document.visibilityState === "visible";
}

function onSeen(listen: () => void): () => void {
  document.addEventListener("visibilitychange", listen);
  return () => document.removeEventListener("visibilitychange", listen);
}

function followedWidth(): ReadonlySignal<number> {
  const width = signal(window.innerWidth);
  window.addEventListener("resize", () => {
    width.value = window.innerWidth;
  });
  return width;
}

export function addressOf(conversationId: string): string {
  return `${BASE}/${encodeURIComponent(conversationId)}`;
}
