/** What the cabinet knows beside the chat, and when it asks for it again. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { BirthAnswer, EntitlementOut, OrderOut, Profile, RecommendedService } from "../contracts/openapi";
import type { Birth } from "../shared/birth/birth";
import type { Choice } from "../shared/checkout/choice";
import { askAgainWhenOnline, createResource, type Resource } from "../shared/shell/resource";
import type { Router } from "../shared/shell/router";
import type { Session } from "../shared/shell/session";
import { type Arriving, createArriving } from "../shared/ui/arriving/arriving";
import { createPages, type Pages } from "../shared/ui/inbox/pages";
import { createFinding, type Finding } from "../shared/ui/search/finding";
import { type Wanted, wantedAt } from "../shared/ui/search/wanted";
import { createNatalChart, type NatalChart } from "./chart";
import { type ChartMaking, createChartMaking } from "./chart_making";
import { createOnSale, type OnSale } from "./on_sale";
import { chatAddress } from "./routes";

export interface Cabinet {
  readonly session: Session;
  readonly router: Router;
  /** How a message is noticed that comes while one looks elsewhere. */
  readonly arriving: Arriving;
  readonly profile: Resource<Profile>;
  readonly active: Resource<readonly EntitlementOut[]>;
  readonly past: Resource<readonly EntitlementOut[]>;
  readonly recommended: Resource<readonly RecommendedService[]>;
  /** The latest orders, paid or not. */
  readonly orders: Resource<readonly OrderOut[]>;
  readonly onSale: OnSale;
  readonly chart: NatalChart;
  /** What of it is being made; goes on while another page is shown. */
  readonly chartMaking: ChartMaking;
  readonly chats: { readonly active: Pages; readonly inactive: Pages };
  /** Which of them are listed · words to look for in them and in their messages. */
  readonly tab: Signal<"active" | "inactive">;
  readonly search: Signal<string>;
  readonly finding: Finding;
  /** The message that was asked for with its conversation. */
  readonly wanted: ReadonlySignal<Wanted | null>;
  /** What is being bought: «Оформление заказа» is open over the page. */
  readonly buying: Signal<Choice | null>;
  /** Whose birth a consultation is about is being said: its window is open over the page. */
  readonly giving: Signal<{ readonly birth: Birth; readonly answer: BirthAnswer } | null>;
  /** «Активация сертификата» is open over the page. */
  readonly redeeming: Signal<boolean>;
}

const MOST_ENTITLEMENTS = 100;
const LATEST_ORDERS = 20;

export function createCabinet(session: Session, router: Router, arrivalTitle: string): Cabinet {
  const { api, chat } = session;
  const entitlements = (state: "active" | "past") =>
    createResource(async () => {
      const page = await api.call("GET /api/entitlements", { query: { state, limit: MOST_ENTITLEMENTS } });
      return page.ok ? { ok: true, data: page.data.items } : page;
    });
  const cabinet: Cabinet = {
    session,
    router,
    arriving: createArriving({ api, chat, title: arrivalTitle, addressOf: chatAddress, go: router.go }),
    profile: createResource(() => api.call("GET /api/me")),
    active: entitlements("active"),
    past: entitlements("past"),
    recommended: createResource(async () => {
      const page = await api.call("GET /api/recommendations");
      return page.ok ? { ok: true, data: page.data.items } : page;
    }),
    orders: createResource(async () => {
      const page = await api.call("GET /api/orders", { query: { limit: LATEST_ORDERS } });
      return page.ok ? { ok: true, data: page.data.items } : page;
    }),
    onSale: createOnSale(api),
    chart: createNatalChart(api),
    chartMaking: createChartMaking(api),
    chats: {
      active: createPages((cursor) => chat.loadInbox({ kind: "consultation", state: "active", ...at(cursor) })),
      inactive: createPages((cursor) => chat.loadInbox({ kind: "consultation", state: "inactive", ...at(cursor) })),
    },
    tab: signal("active"),
    search: signal(""),
    finding: createFinding((query, cursor) => chat.search(query, undefined, cursor)),
    wanted: computed(() => wantedAt(router.place.value)),
    buying: signal(null),
    giving: signal(null),
    redeeming: signal(false),
  };
  chat.on("entitlement.changed", () => {
    void cabinet.active.load();
    void cabinet.past.load();
    void cabinet.recommended.load();
  });
  chat.on("order.changed", () => void cabinet.orders.load());
  const { profile, active, past, recommended, orders, onSale } = cabinet;
  askAgainWhenOnline(chat, [profile, active, past, recommended, orders, onSale]);
  // Unread counters and the names of astrologers stand on every page.
  void cabinet.chats.active.load();
  void cabinet.chats.inactive.load();
  // What is over is offered again in several places.
  void onSale.load();
  return cabinet;
}

function at(cursor: string | undefined): { cursor?: string } {
  return cursor ? { cursor } : {};
}
