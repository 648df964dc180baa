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

export type OrderField = "first_name" | "last_name" | "phone" | "promo_code" | "consent";
/** `missing` is ours; a text is the server's own. */
export type FieldProblem = { readonly missing: true } | { readonly detail: string };

export interface OrderOptions {
  api: Api;
  choice: Choice;
  isSignedIn: boolean;
  /** Leaves for the page to pay on. */
  leave: (url: string) => void;
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

export function orderBody(service: string, form: OrderForm): PlaceOrder {
  return {
    service,
    astrologer: form.astrologer,
    format: form.format,
    first_name: form.first_name.trim(),
    last_name: form.last_name.trim() || null,
    phone: form.phone,
    promo_code: form.promo_code.trim() || null,
    consent: true,
  };
}

const FIELDS: readonly OrderField[] = ["first_name", "last_name", "phone", "promo_code", "consent"];

export class Order {
  readonly service = signal<ServiceOut | null>(null);
  readonly countries = signal<readonly CountryOut[]>([]);
  readonly form = signal<OrderForm>(EMPTY);
  readonly problems = signal<Partial<Record<OrderField, FieldProblem>>>({});
  /** What belongs to no field. */
  readonly failure = signal<ApiError | null>(null);
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
      this.failure.value = offer.error;
      return;
    }
    this.change({
      format: offeredFormat(offer.data, choice.format),
      astrologer: offeredAstrologer(offer.data, choice.astrologer)?.slug ?? null,
    });
    this.service.value = offer.data;
    if (me?.ok) this.#prefill(me.data);
  }

  change(part: Partial<OrderForm>): void {
    this.form.value = { ...this.form.value, ...part };
    this.failure.value = null;
    if ("promo_code" in part) this.promo.value = null;
    const left = Object.entries(this.problems.value).filter(([field]) => !(field in part));
    this.problems.value = Object.fromEntries(left);
  }

  async applyPromo(): Promise<void> {
    const code = this.form.value.promo_code.trim();
    if (this.busy.value || code === "" || !this.#mayGoOn()) return;
    const { api, choice } = this.#options;
    this.busy.value = true;
    const answer = await api.call("POST /api/promo-codes/check", { body: { code, service: choice.service } });
    this.busy.value = false;
    this.promo.value = answer.ok ? answer.data : null;
    if (answer.ok) this.problems.value = { ...this.problems.value, promo_code: undefined };
    else if (answer.error.code === "unauthenticated") this.#refused(answer.error);
    else {
      const detail = answer.error.of("code") ?? answer.error.detail;
      this.problems.value = { ...this.problems.value, promo_code: { detail } };
    }
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
    const body = orderBody(choice.service, this.form.value);
    this.busy.value = true;
    this.failure.value = null;
    const answer = await api.call("POST /api/orders", { body, idempotencyKey: this.#keyOf(body) });
    this.busy.value = false;
    if (answer.ok) {
      this.step.value = "paying";
      leave(answer.data.payment.url);
    } else this.#refused(answer.error);
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

  #refused(error: ApiError): void {
    if (error.code === "unauthenticated") {
      this.#isSignedIn = false;
      this.step.value = "sign_in";
      return;
    }
    const found: Partial<Record<OrderField, FieldProblem>> = {};
    for (const field of FIELDS) {
      const detail = error.of(field);
      if (detail) found[field] = { detail };
    }
    if (error.code === "promo_invalid") found.promo_code = { detail: error.detail };
    this.problems.value = found;
    this.failure.value = Object.keys(found).length > 0 ? null : error;
    this.refusals.value++;
  }

  /** The same order again is the same action, a changed one is another. */
  #keyOf(body: PlaceOrder): string {
    const text = JSON.stringify(body);
    if (this.#attempt.body !== text) this.#attempt = { body: text, key: this.#options.newKey() };
    return this.#attempt.key;
  }
}
