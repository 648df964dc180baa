/** «Оформление заказа»: what is filled in, what is wrong with it, and the way to payment. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
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

export interface Order {
  readonly service: Signal<ServiceOut | null>;
  readonly countries: Signal<readonly CountryOut[]>;
  readonly form: Signal<OrderForm>;
  readonly problems: Signal<Partial<Record<OrderField, FieldProblem>>>;
  /** What belongs to no field. */
  readonly failure: Signal<ApiError | null>;
  readonly promo: Signal<PromoCodeAnswer | null>;
  readonly total: ReadonlySignal<Money | null>;
  readonly step: Signal<"form" | "sign_in" | "paying">;
  readonly busy: Signal<boolean>;
  /** Grows with every attempt that fields stopped: then the first of them gets the focus. */
  readonly refusals: Signal<number>;
  /** True once somebody signed in from within the order. */
  readonly welcomed: Signal<boolean>;
  load(): Promise<void>;
  change(part: Partial<OrderForm>): void;
  applyPromo(): Promise<void>;
  confirm(): Promise<void>;
  signedIn(user: Profile): void;
  backToForm(): void;
}

export interface OrderOptions {
  api: Api;
  choice: Choice;
  isSignedIn: boolean;
  /** Leaves for the page to pay on. */
  leave: (url: string) => void;
  newKey?: () => string;
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

export function orderBody(service: string, form: OrderForm, promoApplied: boolean): PlaceOrder {
  return {
    service,
    astrologer: form.astrologer,
    format: form.format,
    first_name: form.first_name.trim(),
    last_name: form.last_name.trim() || null,
    phone: form.phone,
    promo_code: promoApplied ? form.promo_code.trim() : null,
    consent: true,
  };
}

export function createOrder({
  api,
  choice,
  isSignedIn,
  leave,
  newKey = () => crypto.randomUUID(),
}: OrderOptions): Order {
  const service = signal<ServiceOut | null>(null);
  const countries = signal<readonly CountryOut[]>([]);
  const form = signal<OrderForm>({ ...EMPTY, astrologer: choice.astrologer });
  const problems = signal<Partial<Record<OrderField, FieldProblem>>>({});
  const failure = signal<ApiError | null>(null);
  const promo = signal<PromoCodeAnswer | null>(null);
  const step = signal<"form" | "sign_in" | "paying">("form");
  const busy = signal(false);
  const refusals = signal(0);
  const welcomed = signal(false);
  const total = computed(() => promo.value?.total ?? service.value?.price ?? null);
  let known = isSignedIn;
  let attempt = { body: "", key: "" };

  const change = (part: Partial<OrderForm>) => {
    form.value = { ...form.value, ...part };
    failure.value = null;
    const left = { ...problems.value };
    for (const field of Object.keys(part)) delete left[field as OrderField];
    if ("promo_code" in part) promo.value = null;
    problems.value = left;
  };
  const prefill = (user: Profile) => {
    const { first_name, last_name, phone } = form.value;
    change({
      first_name: first_name || user.first_name,
      last_name: last_name || user.last_name,
      ...(phone === "" && user.phone ? { phone: user.phone, phone_complete: true } : {}),
    });
  };
  const refused = (error: ApiError) => {
    if (error.code === "unauthenticated") {
      known = false;
      step.value = "sign_in";
      return;
    }
    const found: Partial<Record<OrderField, FieldProblem>> = {};
    for (const field of ["first_name", "last_name", "phone", "promo_code", "consent"] as const) {
      const detail = error.of(field);
      if (detail) found[field] = { detail };
    }
    if (error.code === "promo_invalid") found.promo_code = { detail: error.detail };
    problems.value = found;
    refusals.value++;
    failure.value = Object.keys(found).length > 0 ? null : error;
  };
  /** The same order again is the same action, a changed one is another. */
  const keyOf = (body: PlaceOrder): string => {
    const text = JSON.stringify(body);
    if (attempt.body !== text) attempt = { body: text, key: newKey() };
    return attempt.key;
  };

  return {
    ...{ service, countries, form, problems, failure, promo, total, step, busy, refusals, welcomed, change },
    async load() {
      const [offer, list, me] = await Promise.all([
        api.call("GET /api/services/{slug}", { path: { slug: choice.service } }),
        api.call("GET /api/countries"),
        known ? api.call("GET /api/me") : null,
      ]);
      if (list.ok) countries.value = list.data.items;
      if (!offer.ok) {
        failure.value = offer.error;
        return;
      }
      change({
        format: offeredFormat(offer.data, choice.format),
        astrologer: offeredAstrologer(offer.data, choice.astrologer)?.slug ?? null,
      });
      service.value = offer.data;
      if (me?.ok) prefill(me.data);
    },
    async applyPromo() {
      const code = form.value.promo_code.trim();
      if (busy.value || code === "") return;
      if (!known) {
        step.value = "sign_in";
        return;
      }
      busy.value = true;
      const body = { code, service: choice.service };
      const answer = await api.call("POST /api/promo-codes/check", { body });
      busy.value = false;
      promo.value = answer.ok ? answer.data : null;
      if (answer.ok) problems.value = { ...problems.value, promo_code: undefined };
      else if (answer.error.code === "unauthenticated") refused(answer.error);
      else
        problems.value = { ...problems.value, promo_code: { detail: answer.error.of("code") ?? answer.error.detail } };
    },
    async confirm() {
      if (busy.value) return;
      const missing = missingFields(form.value);
      problems.value = Object.fromEntries(missing.map((field) => [field, { missing: true }]));
      if (missing.length > 0) {
        refusals.value++;
        return;
      }
      if (!known) {
        step.value = "sign_in";
        return;
      }
      busy.value = true;
      failure.value = null;
      const body = orderBody(choice.service, form.value, form.value.promo_code.trim() !== "");
      const answer = await api.call("POST /api/orders", { body, idempotencyKey: keyOf(body) });
      busy.value = false;
      if (!answer.ok) {
        refused(answer.error);
        return;
      }
      step.value = "paying";
      leave(answer.data.payment.url);
    },
    signedIn(user) {
      known = true;
      welcomed.value = true;
      step.value = "form";
      prefill(user);
    },
    backToForm() {
      step.value = "form";
    },
  };
}
