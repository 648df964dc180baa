/** Legal texts: saving makes a new version, and leaves the one in force as it was agreed to. */

import type { ChangeLegal, LegalRecord, NewLegal } from "../contracts/openapi";
import { NO_WORDS } from "./kit/fields";
import { bodyOf, type Kind } from "./kit/kind";
import { LegalHistoryView } from "./legal_history_view";

export const legal: Kind<LegalRecord> = {
  name: "legal",
  ordered: false,
  fields: [
    { kind: "word", name: "slug", label: "office.slug", hint: "office.slug_hint", onlyNew: true },
    {
      kind: "choice",
      name: "group",
      label: "office.legal_group",
      options: () => [
        { value: "important", label: "office.legal_important" },
        { value: "partners", label: "office.legal_partners" },
      ],
    },
    { kind: "text", name: "title", label: "office.title" },
    { kind: "markdown", name: "body", label: "office.legal_body", facts: true },
    {
      kind: "moment",
      name: "effective_at",
      label: "office.effective_at",
      hint: "office.effective_at_hint",
      none: "office.none",
    },
  ],
  blank: () => ({ slug: "", group: "important", title: NO_WORDS, body: NO_WORDS, effective_at: null }),
  list: (api) => api.call("GET /api/admin/legal"),
  read: (api, slug) => api.call("GET /api/admin/legal/{slug}", { path: { slug } }),
  create: (api, values) => api.call("POST /api/admin/legal", { body: bodyOf<NewLegal>(values) }),
  change: (api, slug, values) =>
    api.call("PUT /api/admin/legal/{slug}", { path: { slug }, body: bodyOf<ChangeLegal>(values) }),
  titleOf: (row, language) => row.title[language],
  factsOf: (row, { t, date }) => {
    const { in_force_number: number, in_force_since: since } = row;
    const inForce = number && since ? t("office.legal_since", { number, date: date(since, "date") }) : "";
    const planned = row.effective_at
      ? t("office.legal_planned", { number: row.number, date: date(row.effective_at, "date") })
      : "";
    return [inForce, planned].filter(Boolean).join(" · ");
  },
  absenceOf: (row) => (row.in_force_number === null ? "office.planned" : null),
  addressOf: (row) => `/legal/${row.slug}`,
  savedOf: (row) => (row.effective_at ? "office.legal_saved_planned" : "office.saved"),
  below: (office, editing) => <LegalHistoryView key={editing} office={office} editing={editing} />,
};
