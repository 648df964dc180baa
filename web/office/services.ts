/** Services: what is sold. */

import type { ChangeService, NewService, ServiceRecord } from "../contracts/openapi";
import { NO_WORDS } from "./kit/fields";
import { bodyOf, type Kind } from "./kit/kind";
import { partOf } from "./kit/listing";

const FIRST_ILLUSTRATION = "art/services/natal-chart.svg";

export const services: Kind<ServiceRecord> = {
  name: "services",
  ordered: true,
  fields: [
    { kind: "word", name: "slug", label: "office.slug", hint: "office.slug_hint", onlyNew: true },
    { kind: "text", name: "title", label: "office.title" },
    { kind: "text", name: "summary", label: "office.summary", long: true },
    { kind: "money", name: "price", label: "office.price" },
    { kind: "validity", name: "validity", label: "office.validity" },
    { kind: "formats", name: "formats", label: "office.formats" },
    { kind: "markdown", name: "description", label: "office.description" },
    { kind: "text", name: "learn", label: "office.learn", long: true, many: true },
    {
      kind: "choices",
      name: "related",
      label: "office.related",
      options: (office) => office.optionsOf("services", (row) => titleOf(row as ServiceRecord, office.language)),
    },
    {
      kind: "choice",
      name: "illustration",
      label: "office.illustration",
      options: (office) => illustrations(office.rowsOf("services") as readonly ServiceRecord[]),
    },
    {
      kind: "choice",
      name: "birth_of",
      label: "office.birth_of",
      none: "office.birth_none",
      options: () => [
        { value: "client", label: "office.birth_client" },
        { value: "other", label: "office.birth_other" },
      ],
    },
    { kind: "flag", name: "grants_chart", label: "office.grants_chart" },
    { kind: "flag", name: "featured", label: "office.featured" },
    { kind: "flag", name: "hidden", label: "office.hide", hint: "office.hide_service_hint" },
  ],
  blank: () => ({
    slug: "",
    title: NO_WORDS,
    summary: NO_WORDS,
    price: { amount: 0, currency: "RUB" },
    validity: { months: 1, days: 0 },
    formats: [],
    description: NO_WORDS,
    learn: [],
    related: [],
    illustration: FIRST_ILLUSTRATION,
    birth_of: "client",
    grants_chart: false,
    featured: false,
    hidden: true,
  }),
  list: (api, cursor) => api.call("GET /api/admin/services", { query: partOf(cursor) }),
  read: (api, slug) => api.call("GET /api/admin/services/{slug}", { path: { slug } }),
  create: (api, values) => api.call("POST /api/admin/services", { body: bodyOf<NewService>(values) }),
  change: (api, slug, values) =>
    api.call("PUT /api/admin/services/{slug}", { path: { slug }, body: bodyOf<ChangeService>(values) }),
  titleOf,
  factsOf: (row, { money }) => money(row.price),
  absenceOf: (row) => (row.hidden ? "office.hidden" : null),
  addressOf: (row) => `/services/${row.slug}`,
};

function titleOf(row: ServiceRecord, language: "ru" | "en"): string {
  return row.title[language];
}

/** The drawings in use, by the name of the service that they were drawn for. */
function illustrations(rows: readonly ServiceRecord[]) {
  const paths = new Set([FIRST_ILLUSTRATION, ...rows.map((row) => row.illustration)]);
  return [...paths].sort().map((path) => ({ value: path, label: path.replace(/^.*\/|\.svg$/g, "") }));
}
