/** What stands on the astrologer's desk: which consultations are listed, which are open, and in which one works. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { createReplies, type Replies } from "../shared/replies/replies";
import type { Router } from "../shared/shell/router";
import type { Session } from "../shared/shell/session";
import { type Arriving, createArriving } from "../shared/ui/arriving/arriving";
import { createPages, type Pages } from "../shared/ui/inbox/pages";
import { createFinding, type Finding } from "../shared/ui/search/finding";
import { type Wanted, wantedAt } from "../shared/ui/search/wanted";
import { type Ahead, createAhead, whenIdle } from "./ahead";
import { placeOf } from "./answer/writing";
import { type Card, createCard } from "./card/card";
import { type Completing, createCompleting } from "./completing";
import { type Departure, departures } from "./departures";
import { type Filter, SORTINGS, type Sorting } from "./filter";
import { createOwn, type Own } from "./own/own";
import { addressOf, closed, hasCardColumn, opened, openedBeside, type Panes, panesAt, roomIn, shown } from "./panes";

/** What may lie over the desk; one at a time. */
export type Sheet = "palette" | "shortcuts";

export interface Desktop {
  readonly session: Session;
  readonly router: Router;
  /** How a message is noticed that comes while one looks elsewhere. */
  readonly arriving: Arriving;
  readonly filter: Signal<Filter>;
  readonly search: Signal<string>;
  /** What was chosen; remembered on this device. */
  readonly sorting: Signal<Sorting | null>;
  readonly active: Pages;
  readonly inactive: Pages;
  readonly panes: ReadonlySignal<Panes>;
  /** Those that fit on the screen. */
  readonly shown: ReadonlySignal<readonly string[]>;
  /** How many conversations fit beside each other. */
  readonly room: ReadonlySignal<number>;
  /** The message that was asked for with the one that is worked in. */
  readonly wanted: ReadonlySignal<Wanted | null>;
  /** Messages everywhere. */
  readonly finding: Finding;
  readonly replies: Replies;
  /** Whether the client's card is open beside the one that is worked in. */
  readonly card: Signal<boolean>;
  /** As a column of its own, or over the conversation. */
  readonly isCardColumn: ReadonlySignal<boolean>;
  /** The same one each time: what is being written in it outlives its view. */
  cardOf(conversationId: string): Card;
  readonly sheet: Signal<Sheet | null>;
  /** When one works, and how it goes. */
  readonly own: Own;
  /** What of it is open. */
  readonly ownPart: Signal<"hours" | "figures" | null>;
  /** The consultation of which it is asked whether to complete it. */
  readonly completing: Signal<string | null>;
  /** The same one each time: closing words outlive a closed window. */
  completingOf(conversationId: string): Completing;
  /** Consultations that have gone to somebody else, to be told of. */
  readonly departed: Signal<readonly Departure[]>;
  /** It was told of: what was kept aside of it is forgotten. */
  forget(departure: Departure): void;
  /** The consultation for which a long answer is being written. */
  readonly answering: Signal<string | null>;
  /** The consultations as they are listed now; the list fills it. */
  readonly listed: { ids: readonly string[] };
  readonly ahead: Ahead;
  /** Where a conversation is opened, with what else stands there. */
  addressTo(conversationId: string): string;
  open(conversationId: string): void;
  openBeside(conversationId: string): void;
  /** One works in this pane from now on; it leaves no way back, because looking aside is no step. */
  enter(conversationId: string): void;
  shut(conversationId: string): void;
}

export function createDesktop(session: Session, router: Router, arrivalTitle: string): Desktop {
  const { chat } = session;
  const pages = (state: "active" | "inactive") =>
    createPages((cursor) => chat.loadInbox({ kind: "consultation", state, ...(cursor ? { cursor } : {}) }));
  const width = signal(window.innerWidth);
  window.addEventListener("resize", () => {
    width.value = window.innerWidth;
  });
  const card = signal(false);
  const cards = new Map<string, Card>();
  const completings = new Map<string, Completing>();
  const panes = computed(() => panesAt(router.place.value));
  const room = computed(() => roomIn(width.value, card.value));
  const addressTo = (id: string) => addressOf(opened(panes.peek(), id));
  const desktop: Desktop = {
    session,
    router,
    arriving: createArriving({ api: session.api, chat, title: arrivalTitle, addressOf: addressTo, go: router.go }),
    filter: signal("active"),
    search: signal(""),
    sorting: rememberedSorting(),
    active: pages("active"),
    inactive: pages("inactive"),
    panes,
    shown: computed(() => shown(panes.value, room.value)),
    room,
    wanted: computed(() => wantedAt(router.place.value)),
    finding: createFinding((query, cursor) => chat.search(query, undefined, cursor)),
    card,
    isCardColumn: computed(() => hasCardColumn(width.value)),
    cardOf(id) {
      const known = cards.get(id) ?? createCard(session.api, id);
      cards.set(id, known);
      return known;
    },
    replies: createReplies(session.api),
    sheet: signal(null),
    own: createOwn(session.api, Intl.DateTimeFormat().resolvedOptions().timeZone),
    ownPart: signal(null),
    completing: signal(null),
    completingOf(id) {
      const known = completings.get(id) ?? createCompleting(session.api, chat, id);
      completings.set(id, known);
      return known;
    },
    departed: signal([]),
    forget(departure) {
      desktop.departed.value = desktop.departed.peek().filter((one) => one !== departure);
      for (const place of [departure.id, placeOf(departure.id)]) chat.setDraft(place, "");
    },
    answering: signal(null),
    listed: { ids: [] },
    ahead: createAhead({ chat, isOpen: (id) => panes.peek().ids.includes(id), idle: whenIdle }),
    addressTo,
    open: (id) => router.go(addressTo(id)),
    openBeside: (id) => router.go(addressOf(openedBeside(panes.peek(), id, room.peek()))),
    enter(id) {
      if (panes.peek().current !== id) router.go(addressOf(opened(panes.peek(), id)), { replace: true });
    },
    shut: (id) => router.go(addressOf(closed(panes.peek(), id)), { replace: true }),
  };
  watchDepartures(desktop);
  void desktop.active.load();
  void desktop.inactive.load();
  return desktop;
}

/** A pane whose consultation has gone is taken away; nothing that was being written there is lost. */
function watchDepartures(desktop: Desktop): void {
  const { store } = desktop.session.chat;
  let before = store.state;
  store.subscribe((state) => {
    const gone = departures(before, state);
    before = state;
    if (gone.length === 0) return;
    desktop.departed.value = [...desktop.departed.peek(), ...gone];
    for (const { id } of gone) if (desktop.panes.peek().ids.includes(id)) desktop.shut(id);
  });
}

const SORTING_PLACE = "astars-console-sorting";

function rememberedSorting(): Signal<Sorting | null> {
  const kept = read();
  const sorting = signal<Sorting | null>(SORTINGS.find((one) => one === kept) ?? null);
  sorting.subscribe((value) => {
    try {
      if (value) localStorage.setItem(SORTING_PLACE, value);
    } catch {
      // Then nothing is chosen next time.
    }
  });
  return sorting;
}

function read(): string | null {
  try {
    return localStorage.getItem(SORTING_PLACE);
  } catch {
    return null;
  }
}
