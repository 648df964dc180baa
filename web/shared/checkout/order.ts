/** «Оформление заказа»: what is filled in, what is wrong with it, and the way to payment. */

import { computed, signal } from "@preact/signals";
import type { CountryOut, Money, PlaceOrder, Profile, PromoCodeAnswer, ServiceOut } from "../../contracts/openapi";
import type { Api, ApiError } from "../api";
import { type Choice, offeredAstrologer, offeredFormat } from "./choice";

export interface OrderForm {
  readonly first_name: string;
  readonly last_name: string;
  readonly phone: string;
  readonly phone_complete: boolean;
  readonly format: PlaceOrder["format"];
  readonly astrologer: string | null;
  readonly promo_code: string;
  readonly consent: boolean;
}

export type OrderField = "first_name" | "last_name" | "phone" | "format" | "astrologer" | "promo_code" | "consent";
/** `missing` is ours; a text is the server's own. */
export type FieldProblem = { readonly missing: true } | { readonly detail: string };

export interface OrderOptions {
  api: Api;
  choice: Choice;
  isSignedIn: boolean;
  /** Leaves for the page to pay on. */
  leave: (url: string) => void;
  /** Calls back unless it is called off before: an answer that takes long is told of. */
  later?: (then: () => void, ms: number) => () => void;
  /** A key for one attempt of the person. */
  newKey: () => string;
}

const EMPTY: OrderForm = {
  first_name: "",
  last_name: "",
  phone: "",
  phone_complete: false,
  format: "written",
  astrologer: null,
  promo_code: "",
  consent: false,
};

/** The fields that stop an order before it is sent. */
export function missingFields(form: OrderForm): OrderField[] {
  const missing: OrderField[] = [];
  if (form.first_name.trim() === "") missing.push("first_name");
  if (!form.phone_complete) missing.push("phone");
  if (!form.consent) missing.push("consent");
  return missing;
}

/** `seen` is the total the person was shown: at another one the server asks again. */
export function orderBody(service: string, form: OrderForm, seen: Money | null): PlaceOrder {
  return {
    service,
    astrologer: form.astrologer,
    format: form.format,
    first_name: form.first_name.trim(),
    last_name: form.last_name.trim() || null,
    phone: form.phone,
    promo_code: form.promo_code.trim() || null,
    expected_total: seen,
    consent: true,
  };
}

const FIELDS: readonly OrderField[] = [
  "first_name",
  "last_name",
  "phone",
  "format",
  "astrologer",
  "promo_code",
  "consent",
];
const SLOW_MS = 6_000;

export class Order {
  readonly service = signal<ServiceOut | null>(null);
  readonly countries = signal<readonly CountryOut[]>([]);
  readonly form = signal<OrderForm>(EMPTY);
  readonly problems = signal<Partial<Record<OrderField, FieldProblem>>>({});
  /** What belongs to no field. */
  readonly failure = signal<ApiError | null>(null);
  /** The service is not sold any more; the server's words, if it said any. */
  readonly gone = signal<{ readonly detail: string } | null>(null);
  /** The price became another one while the order was filled in: it is to be looked at and confirmed again. */
  readonly repriced = signal(false);
  /** Sent, and no answer for a while. */
  readonly slow = signal(false);
  readonly promo = signal<PromoCodeAnswer | null>(null);
  readonly total = computed<Money | null>(() => this.promo.value?.total ?? this.service.value?.price ?? null);
  readonly step = signal<"form" | "sign_in" | "paying">("form");
  readonly busy = signal(false);
  /** Grows with every attempt that fields stopped: then the first of them gets the focus. */
  readonly refusals = signal(0);
  /** True once somebody signed in from within the order. */
  readonly welcomed = signal(false);
  readonly #options: OrderOptions;
  #isSignedIn: boolean;
  #attempt = { body: "", key: "" };

  constructor(options: OrderOptions) {
    this.#options = options;
    this.#isSignedIn = options.isSignedIn;
  }

  async load(): Promise<void> {
    const { api, choice } = this.#options;
    const [offer, countries, me] = await Promise.all([
      api.call("GET /api/services/{slug}", { path: { slug: choice.service } }),
      api.call("GET /api/countries"),
      this.#isSignedIn ? api.call("GET /api/me") : null,
    ]);
    if (countries.ok) this.countries.value = countries.data.items;
    if (!offer.ok) {
      if (offer.error.code === "not_found") this.gone.value = { detail: "" };
      else this.failure.value = offer.error;
      return;
    }
    this.failure.value = null;
    this.#offer(offer.data, choice);
    if (me?.ok) this.#prefill(me.data);
  }

  change(part: Partial<OrderForm>): void {
    this.form.value = { ...this.form.value, ...part };
    this.failure.value = null;
    this.repriced.value = false;
    if ("promo_code" in part) this.promo.value = null;
    const left = Object.entries(this.problems.value).filter(([field]) => !(field in part));
    this.problems.value = Object.fromEntries(left);
  }

  /** Whether the new total is shown. */
  async applyPromo(): Promise<boolean> {
    const code = this.form.value.promo_code.trim();
    if (this.busy.value || code === "" || !this.#mayGoOn()) return false;
    const { api, choice } = this.#options;
    const answer = await this.#asking(() =>
      api.call("POST /api/promo-codes/check", { body: { code, service: choice.service } }),
    );
    this.repriced.value = false;
    this.promo.value = answer.ok ? answer.data : null;
    if (answer.ok) this.problems.value = { ...this.problems.value, promo_code: undefined };
    else await this.#refused(answer.error);
    return answer.ok;
  }

  async confirm(): Promise<void> {
    if (this.busy.value) return;
    const missing = missingFields(this.form.value);
    this.problems.value = Object.fromEntries(missing.map((field) => [field, { missing: true }]));
    if (missing.length > 0) {
      this.refusals.value++;
      return;
    }
    if (!this.#mayGoOn()) return;
    const { api, choice, leave } = this.#options;
    // A code that was typed and not applied changes the price: it is looked at first.
    if (this.form.value.promo_code.trim() && !this.promo.value && !(await this.applyPromo())) return;
    const body = orderBody(choice.service, this.form.value, this.total.value);
    this.failure.value = null;
    const answer = await this.#asking(() => api.call("POST /api/orders", { body, idempotencyKey: this.#keyOf(body) }));
    if (answer.ok) {
      this.step.value = "paying";
      leave(answer.data.payment.url);
    } else await this.#refused(answer.error);
  }

  signedIn(user: Profile): void {
    this.#isSignedIn = true;
    this.welcomed.value = true;
    this.step.value = "form";
    this.#prefill(user);
  }

  backToForm(): void {
    this.step.value = "form";
  }

  /** A visitor is led to sign in first. */
  #mayGoOn(): boolean {
    if (!this.#isSignedIn) this.step.value = "sign_in";
    return this.#isSignedIn;
  }

  /** What is known of the person, where they have not typed something else. */
  #prefill(user: Profile): void {
    const { first_name, last_name, phone } = this.form.value;
    this.change({
      first_name: first_name || user.first_name,
      last_name: last_name || user.last_name,
      ...(phone === "" && user.phone ? { phone: user.phone, phone_complete: true } : {}),
    });
  }

  async #asking<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const { later = afterwards } = this.#options;
    this.busy.value = true;
    const callOff = later(() => {
      this.slow.value = true;
    }, SLOW_MS);
    const answer = await ask();
    callOff();
    this.slow.value = false;
    this.busy.value = false;
    return answer;
  }

  async #refused(error: ApiError): Promise<void> {
    if (error.code === "unauthenticated") {
      this.#isSignedIn = false;
      this.step.value = "sign_in";
      return;
    }
    // The order of this attempt is over; the next one is another.
    if (error.code === "payment_failed") this.#attempt = { body: "", key: "" };
    const gone = error.of("service");
    if (gone) this.gone.value = { detail: gone };
    const isRepriced = error.of("expected_total") !== null;
    const found: Partial<Record<OrderField, FieldProblem>> = {};
    for (const field of FIELDS) {
      const detail = error.of(field);
      if (detail) found[field] = { detail };
    }
    if (error.code === "promo_invalid" && !found.promo_code) found.promo_code = { detail: error.detail };
    if (found.promo_code) this.promo.value = null;
    if (isRepriced || found.format || found.astrologer) await this.#lookAgain();
    this.repriced.value = isRepriced;
    this.problems.value = found;
    this.failure.value = gone || isRepriced || Object.keys(found).length > 0 ? null : error;
    this.refusals.value++;
  }

  /** What is on sale has changed since the window was opened: it is asked for again, what was filled in stays. */
  async #lookAgain(): Promise<void> {
    const { api, choice } = this.#options;
    const { format, astrologer, promo_code } = this.form.value;
    const code = promo_code.trim();
    const [offer, promo] = await Promise.all([
      api.call("GET /api/services/{slug}", { path: { slug: choice.service } }),
      code === "" ? null : api.call("POST /api/promo-codes/check", { body: { code, service: choice.service } }),
    ]);
    if (offer.ok) this.#offer(offer.data, { ...choice, format, astrologer });
    else if (offer.error.code === "not_found") this.gone.value = { detail: "" };
    this.promo.value = promo?.ok ? promo.data : null;
  }

  #offer(service: ServiceOut, wanted: Choice): void {
    this.change({
      format: offeredFormat(service, wanted.format),
      astrologer: offeredAstrologer(service, wanted.astrologer)?.slug ?? null,
    });
    this.service.value = service;
  }

  /** The same order again is the same action, a changed one is another. */
  #keyOf(body: PlaceOrder): string {
    const text = JSON.stringify(body);
    if (this.#attempt.body !== text) this.#attempt = { body: text, key: this.#options.newKey() };
    return this.#attempt.key;
  }
}

function afterwards(then: () => void, ms: number): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}
