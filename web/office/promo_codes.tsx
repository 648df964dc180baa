/** Promo codes: one by one, or a series of random ones. */

import type { ChangePromo, NewPromo, PromoRecord, ServiceRecord } from "../contracts/openapi";
import type { Result } from "../shared/api";
import { bodyOf, type Kind } from "./kit/kind";
import { partOf } from "./kit/listing";
import { PromoState, stateOf } from "./promo_state";

/** Its code is what it is called in addresses. */
export interface PromoRow extends PromoRecord {
  readonly slug: string;
}

export const promoCodes: Kind<PromoRow> = {
  name: "promo_codes",
  ordered: false,
  file: "/api/admin/promo-codes.csv",
  fields: [
    { kind: "word", name: "code", label: "office.promo_code", hint: "office.promo_code_hint", onlyNew: true },
    { kind: "number", name: "count", label: "office.promo_count", hint: "office.promo_count_hint", onlyNew: true },
    { kind: "number", name: "percent", label: "office.percent", hint: "office.percent_hint", optional: true },
    { kind: "money", name: "amount", label: "office.amount", hint: "office.amount_hint", optional: true },
    {
      kind: "choices",
      name: "services",
      label: "office.promo_services",
      options: (office) =>
        (office.rowsOf("services") as readonly ServiceRecord[]).map((row) => ({
          value: row.slug,
          label: row.title[office.language],
        })),
    },
    {
      kind: "moment",
      name: "starts_at",
      label: "office.starts_at",
      hint: "office.starts_at_hint",
      none: "office.none",
    },
    { kind: "moment", name: "ends_at", label: "office.ends_at", hint: "office.ends_at_hint", none: "office.none" },
    { kind: "number", name: "uses_limit", label: "office.uses_limit", hint: "office.uses_hint", optional: true },
    { kind: "number", name: "uses_each", label: "office.uses_each", hint: "office.uses_hint", optional: true },
  ],
  blank: () => ({
    code: "",
    count: 1,
    percent: null,
    amount: null,
    services: [],
    starts_at: null,
    ends_at: null,
    uses_limit: null,
    uses_each: null,
  }),
  list: async (api, cursor) => {
    const answer = await api.call("GET /api/admin/promo-codes", { query: partOf(cursor) });
    return answer.ok ? { ok: true, data: { ...answer.data, items: answer.data.items.map(rowOf) } } : answer;
  },
  read: async (api, slug) => named(await api.call("GET /api/admin/promo-codes/{code}", { path: { code: slug } })),
  create: async (api, values) => {
    const answer = await api.call("POST /api/admin/promo-codes", { body: bodyOf<NewPromo>(values) });
    return answer.ok ? { ok: true, data: rowOf(answer.data.items[0] as PromoRecord) } : answer;
  },
  change: async (api, slug, values) =>
    named(
      await api.call("PUT /api/admin/promo-codes/{code}", { path: { code: slug }, body: bodyOf<ChangePromo>(values) }),
    ),
  titleOf: (row) => row.code,
  factsOf: (row, { t, money }) =>
    [
      row.amount ? money(row.amount) : t("office.percent_off", { percent: row.percent ?? 0 }),
      row.uses_limit
        ? t("office.uses_of", { uses: row.uses, limit: row.uses_limit })
        : t("office.uses", { count: row.uses }),
    ].join(" · "),
  absenceOf: (row, now) => {
    const state = stateOf(row, now);
    return state === "office.promo_active" ? null : state;
  },
  addressOf: () => null,
  savedOf: () => "office.promo_saved",
  below: (office, editing) => <PromoState key={editing} office={office} editing={editing} />,
};

function rowOf(record: PromoRecord): PromoRow {
  return { ...record, slug: record.code };
}

function named(answer: Result<PromoRecord>): Result<PromoRow> {
  return answer.ok ? { ok: true, data: rowOf(answer.data) } : answer;
}
