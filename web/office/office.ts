/** What stands in the back office: which list or which form is open, and what forms choose from. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Language, pageLanguage } from "../shared/i18n/i18n";
import { partsBelow, type Router } from "../shared/shell/router";
import type { Session } from "../shared/shell/session";
import { articles } from "./articles";
import { astrologers } from "./astrologers";
import { certificates } from "./certificates_screen";
import { conversations } from "./conversations/screen";
import { createEditing, type Editing } from "./kit/editing";
import type { Option } from "./kit/fields";
import type { Kind, KindName, Row } from "./kit/kind";
import { createListing, type Listing } from "./kit/listing";
import type { Screen } from "./kit/screen";
import { legal } from "./legal";
import { orders } from "./orders_screen";
import { organisation } from "./organisation";
import { people } from "./people/screen";
import { promoCodes } from "./promo_codes";
import { questions } from "./questions";
import { auditLog } from "./records/audit_screen";
import { deliveries } from "./records/deliveries_screen";
import { jobs } from "./records/jobs_screen";
import { reviews } from "./reviews/screen";
import { services } from "./services";
import { supportRules } from "./support_rules";

export const BASE = "/admin";
export const KINDS: readonly Kind[] = [
  services,
  astrologers,
  articles,
  questions,
  legal,
  promoCodes,
  organisation,
  supportRules,
];
/** Sections that are no tables of fields. */
export const SCREENS: readonly Screen[] = [
  certificates,
  orders,
  people,
  reviews,
  conversations,
  deliveries,
  auditLog,
  jobs,
];
const NEW = "new";

export type Open =
  | { readonly name: "screen"; readonly screen: Screen; readonly rest: readonly string[] }
  | { readonly name: "list"; readonly listing: Listing }
  | { readonly name: "form"; readonly listing: Listing; readonly editing: Editing };

export interface Office {
  readonly session: Session;
  /** In which lists name things. */
  readonly language: Language;
  readonly router: Router;
  readonly open: ReadonlySignal<Open>;
  /** The person wants to leave a form with unsaved changes: where to. */
  readonly leaving: ReadonlySignal<string | null>;
  optionsOf(name: KindName, titleOf: (row: Row) => string): readonly Option[];
  rowsOf(name: KindName): readonly Row[];
  /** Leads there; asks first when something is unsaved. */
  go(address: string): void;
  /** Whether leaving now would be asked about. */
  asks(): boolean;
  /** The answer to that question. */
  leave(yes: boolean): void;
  /** After something was made: its form, as it is saved. */
  made(kind: Kind, row: Row): void;
}

export function createOffice(session: Session, router: Router): Office {
  const { api } = session;
  const listings = new Map(KINDS.map((kind) => [kind.name, createListing(api, kind)]));
  const listingOf = (kind: Kind) => listings.get(kind.name) as Listing;
  const leaving = signal<string | null>(null);
  const loading = new WeakSet<Listing>();
  /** Forms with unsaved changes that «Назад» led away from: «Вперёд» finds them as they were. */
  const left = new Map<string, Open>();
  let shown: { path: string; open: Open } | null = null;

  const openAt = (path: string): Open => {
    if (shown?.path === path) return shown.open;
    if (shown && hasUnsaved(shown.open)) left.set(shown.path, shown.open);
    const known = left.get(path);
    left.delete(path);
    const open = known ?? opened(path);
    shown = { path, open };
    return open;
  };
  const opened = (path: string): Open => {
    const [name, part, ...rest] = partsBelow(BASE, path);
    const screen = SCREENS.find((one) => one.name === name);
    if (screen) return { name: "screen", screen, rest: part ? [part, ...rest] : [] };
    const kind = KINDS.find((one) => one.name === name) ?? (KINDS[0] as Kind);
    const listing = listingOf(kind);
    const slug = kind.single ?? part;
    if (!slug) void listing.load();
    const editing = slug ? createEditing(api, kind, slug === NEW ? null : slug) : null;
    void editing?.load();
    return editing ? { name: "form", listing, editing } : { name: "list", listing };
  };
  const open = computed(() => openAt(router.place.value.path));
  const isDirty = () => hasUnsaved(open.peek());
  const loadOnce = async (listing: Listing) => {
    if (loading.has(listing)) return;
    loading.add(listing);
    await listing.load();
    loading.delete(listing);
  };
  window.addEventListener("beforeunload", (event) => {
    if (isDirty() || left.size > 0) event.preventDefault();
  });
  return {
    session,
    language: pageLanguage(),
    router,
    open,
    leaving,
    rowsOf(name) {
      const listing = listings.get(name) as Listing;
      const rows = listing.rows.value;
      if (rows === null && listing.failed.value === null) queueMicrotask(() => void loadOnce(listing));
      return rows ?? [];
    },
    optionsOf(name, titleOf) {
      return this.rowsOf(name).map((row) => ({ value: row.slug, label: titleOf(row) }));
    },
    go(address) {
      if (isDirty()) leaving.value = address;
      else router.go(address);
    },
    asks: isDirty,
    leave(yes) {
      const address = leaving.peek();
      leaving.value = null;
      if (!yes || !address) return;
      const now = open.peek();
      if (now.name === "form") now.editing.discard();
      router.go(address);
    },
    made(kind, row) {
      router.go(addressOf(kind, row.slug), { replace: true });
    },
  };
}

function hasUnsaved(open: Open): boolean {
  return open.name === "form" && open.editing.dirty.peek();
}

export function addressOf(kind: Kind | Screen, slug?: string): string {
  return `${BASE}/${kind.name}${slug ? `/${encodeURIComponent(slug)}` : ""}`;
}

export const newAddressOf = (kind: Kind): string => addressOf(kind, NEW);
