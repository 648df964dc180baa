import { describe, expect, it } from "vitest";
import type { AstrologerCard, Profile, ServiceOut } from "../../contracts/openapi";
import { type Api, ApiError, type CallName, type CallOptions, type Result } from "../api";
import { Order } from "./order";

const SOFIA: AstrologerCard = {
  slug: "sofia",
  name: "София",
  bio: "",
  directions: [],
  languages: ["ru"],
  portrait: "",
  presence: "offline",
  availability: { state: "available", until: null },
  takes_new: true,
  rating: { average: null, count: 0 },
};

const SERVICE: ServiceOut = {
  slug: "personality-core",
  title: "Ядро личности",
  summary: "",
  price: { amount: 249_900, currency: "RUB" },
  validity: { months: 1, days: 0, text: "1 месяц" },
  formats: [
    { format: "audio", title: "Аудиоконсультация", description: "" },
    { format: "written", title: "Письменная консультация", description: "" },
  ],
  illustration: "",
  description: "",
  description_html: "",
  learn: [],
  related: [],
  astrologers: [SOFIA],
};

const ANNA: Profile = {
  id: "1",
  role: "client",
  name: "Анна",
  first_name: "Анна",
  last_name: "Соколова",
  phone: "+79990000001",
  email: null,
  birth: null,
  avatar_url: null,
  language: "ru",
  has_password: false,
};

interface Asked {
  readonly name: string;
  readonly body: unknown;
  readonly key: string | undefined;
}

const REFUSED = { ok: false, error: new ApiError("internal", "") } as const;

async function openOrder(answers: Record<string, Result<unknown>>, isSignedIn = true) {
  const asked: Asked[] = [];
  const left: string[] = [];
  const api: Api = {
    async call<Name extends CallName>(name: Name, options: CallOptions<Name> = {}) {
      asked.push({ name, body: options.body, key: options.idempotencyKey });
      return (answers[name] ?? REFUSED) as never;
    },
  };
  let keys = 0;
  const order = new Order({
    api,
    isSignedIn,
    choice: { service: SERVICE.slug, astrologer: "sofia", format: "written" },
    leave: (url) => left.push(url),
    newKey: () => `key-${++keys}`,
  });
  await order.load();
  return { order, asked, left };
}

const READ = {
  "GET /api/services/{slug}": { ok: true, data: SERVICE },
  "GET /api/countries": { ok: true, data: { items: [] } },
  "GET /api/me": { ok: true, data: ANNA },
} as const;

const PLACED = { ok: true, data: { order: {}, payment: { url: "https://pay.example/1" } } } as const;

function fill(order: Order): void {
  order.change({ first_name: "Вера", phone: "+79161234567", phone_complete: true, consent: true });
}

describe("an order", () => {
  it("opens with what was chosen and with what is known of the person", async () => {
    const { order } = await openOrder(READ);
    expect(order.form.value).toMatchObject({
      format: "written",
      astrologer: "sofia",
      first_name: "Анна",
      phone: "+79990000001",
      phone_complete: true,
    });
  });

  it("names every field that is missing and asks nobody", async () => {
    const { order, asked } = await openOrder(READ, false);
    const before = asked.length;
    await order.confirm();
    expect(Object.keys(order.problems.value).sort()).toEqual(["consent", "first_name", "phone"]);
    expect(asked.length).toBe(before);
  });

  it("leaves for the payment page once it is placed", async () => {
    const { order, left, asked } = await openOrder({ ...READ, "POST /api/orders": PLACED });
    fill(order);
    await order.confirm();
    expect(left).toEqual(["https://pay.example/1"]);
    expect(asked.at(-1)?.body).toEqual({
      service: "personality-core",
      astrologer: "sofia",
      format: "written",
      first_name: "Вера",
      last_name: "Соколова",
      phone: "+79161234567",
      promo_code: null,
      expected_total: { amount: 249_900, currency: "RUB" },
      consent: true,
    });
  });

  it("repeats an attempt with the same key, and a changed order with another", async () => {
    const { order, asked } = await openOrder(READ);
    fill(order);
    await order.confirm();
    await order.confirm();
    order.change({ format: "audio" });
    await order.confirm();
    const keys = asked.filter(({ name }) => name === "POST /api/orders").map(({ key }) => key);
    expect(keys).toEqual(["key-1", "key-1", "key-2"]);
  });

  it("leads a visitor through sign-in and comes back with everything that was filled in", async () => {
    const { order } = await openOrder(READ, false);
    fill(order);
    await order.confirm();
    expect(order.step.value).toBe("sign_in");
    order.signedIn(ANNA);
    expect(order.step.value).toBe("form");
    expect(order.form.value).toMatchObject({
      first_name: "Вера",
      phone: "+79161234567",
      consent: true,
      format: "written",
    });
  });

  it("leads through sign-in when the session has ended meanwhile", async () => {
    const ended = { ok: false, error: new ApiError("unauthenticated", "", 401) } as const;
    const { order } = await openOrder({ ...READ, "POST /api/orders": ended });
    fill(order);
    await order.confirm();
    expect(order.step.value).toBe("sign_in");
  });

  it("puts the server's words at their fields", async () => {
    const error = new ApiError("validation_failed", "…", 422, [
      { field: "phone", code: "validation_failed", detail: "Такого номера нет." },
    ]);
    const { order } = await openOrder({ ...READ, "POST /api/orders": { ok: false, error } });
    fill(order);
    await order.confirm();
    expect(order.problems.value.phone).toEqual({ detail: "Такого номера нет." });
    expect(order.failure.value).toBeNull();
  });
});

describe("a promo code", () => {
  const rebate = { discount: { amount: 49_980, currency: "RUB" }, total: { amount: 199_920, currency: "RUB" } };

  it("shows the new total until the code is changed", async () => {
    const { order } = await openOrder({ ...READ, "POST /api/promo-codes/check": { ok: true, data: rebate } });
    order.change({ promo_code: "STARS20" });
    await order.applyPromo();
    expect(order.total.value?.amount).toBe(199_920);
    order.change({ promo_code: "STARS2" });
    expect(order.total.value?.amount).toBe(249_900);
  });

  it("says at the field that it is not valid", async () => {
    const error = new ApiError("promo_invalid", "Такого промокода нет.", 422);
    const { order } = await openOrder({ ...READ, "POST /api/promo-codes/check": { ok: false, error } });
    order.change({ promo_code: "NOPE" });
    await order.applyPromo();
    expect(order.problems.value.promo_code).toEqual({ detail: "Такого промокода нет." });
  });
});

describe("what changes while an order is filled in", () => {
  const refusal = (field: string, code = "validation_failed") =>
    ({ ok: false, error: new ApiError(code, "…", 422, [{ field, code, detail: "Вот почему." }]) }) as const;

  it("shows a new price and asks again before anybody pays it", async () => {
    const answers: Record<string, Result<unknown>> = {
      ...READ,
      "POST /api/orders": refusal("expected_total", "conflict"),
    };
    const { order, asked, left } = await openOrder(answers);
    fill(order);
    answers["GET /api/services/{slug}"] = {
      ok: true,
      data: { ...SERVICE, price: { amount: 299_900, currency: "RUB" } },
    };
    await order.confirm();
    expect(order.repriced.value).toBe(true);
    expect(order.total.value?.amount).toBe(299_900);
    expect(order.form.value).toMatchObject({ first_name: "Вера", consent: true });
    expect(left).toEqual([]);
    answers["POST /api/orders"] = PLACED;
    await order.confirm();
    expect(asked.at(-1)).toMatchObject({ key: "key-2", body: { expected_total: { amount: 299_900 } } });
    expect(left).toHaveLength(1);
  });

  it("asks for another astrologer and another format where they were chosen", async () => {
    const answers: Record<string, Result<unknown>> = { ...READ, "POST /api/orders": refusal("astrologer") };
    const { order } = await openOrder(answers);
    fill(order);
    answers["GET /api/services/{slug}"] = { ok: true, data: { ...SERVICE, astrologers: [] } };
    await order.confirm();
    expect(order.problems.value.astrologer).toEqual({ detail: "Вот почему." });
    expect(order.form.value.astrologer).toBeNull();
    answers["POST /api/orders"] = refusal("format");
    answers["GET /api/services/{slug}"] = { ok: true, data: { ...SERVICE, formats: SERVICE.formats.slice(0, 1) } };
    await order.confirm();
    expect(order.problems.value.format).toEqual({ detail: "Вот почему." });
    expect(order.form.value.format).toBe("audio");
  });

  it("ends where the service is not sold any more", async () => {
    const { order } = await openOrder({ ...READ, "POST /api/orders": refusal("service") });
    fill(order);
    await order.confirm();
    expect(order.gone.value).toEqual({ detail: "Вот почему." });
    const { order: late } = await openOrder({
      ...READ,
      "GET /api/services/{slug}": { ok: false, error: new ApiError("not_found", "", 404) },
    });
    expect(late.gone.value).not.toBeNull();
  });

  it("looks at a code that was typed and not applied before it orders", async () => {
    const total = { amount: 199_920, currency: "RUB" };
    const promo = { ok: true, data: { discount: { amount: 49_980, currency: "RUB" }, total } } as const;
    const { order, asked } = await openOrder({
      ...READ,
      "POST /api/promo-codes/check": promo,
      "POST /api/orders": PLACED,
    });
    fill(order);
    order.change({ promo_code: "STARS20" });
    await order.confirm();
    expect(asked.at(-1)?.body).toMatchObject({ promo_code: "STARS20", expected_total: total });
  });

  it("is another order after a payment that was refused for good", async () => {
    const { order, asked } = await openOrder({
      ...READ,
      "POST /api/orders": { ok: false, error: new ApiError("payment_failed", "", 402) },
    });
    fill(order);
    await order.confirm();
    await order.confirm();
    expect(asked.slice(-2).map(({ key }) => key)).toEqual(["key-1", "key-2"]);
  });
});
