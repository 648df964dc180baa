/** The organisation: who sells, how to be reached, on which conditions. */

import type { ChangeOrganisation, OrganisationRecord } from "../contracts/openapi";
import { bodyOf, type Kind } from "./kit/kind";

export const organisation: Kind<OrganisationRecord> = {
  name: "organisation",
  single: "site",
  ordered: false,
  fields: [
    { kind: "text", name: "name", label: "office.site_name" },
    { kind: "text", name: "legal_name", label: "office.legal_name" },
    { kind: "word", name: "taxpayer_number", label: "office.taxpayer_number", inputMode: "numeric" },
    { kind: "word", name: "registration_number", label: "office.registration_number", inputMode: "numeric" },
    { kind: "text", name: "address", label: "office.site_address" },
    { kind: "word", name: "email", label: "office.site_email", inputMode: "email" },
    { kind: "word", name: "phone", label: "office.site_phone", hint: "office.phone_hint", inputMode: "tel" },
    { kind: "word", name: "support_email", label: "office.support_email", inputMode: "email" },
    { kind: "word", name: "support_phone", label: "office.support_phone", hint: "office.phone_hint", inputMode: "tel" },
    { kind: "word", name: "telegram", label: "office.telegram" },
    { kind: "word", name: "vkontakte", label: "office.vkontakte" },
    {
      kind: "choices",
      name: "accepted_cards",
      label: "office.accepted_cards",
      options: () => [
        { value: "mir", label: "office.card_mir" },
        { value: "visa", label: "Visa" },
        { value: "mastercard", label: "Mastercard" },
        { value: "unionpay", label: "UnionPay" },
        { value: "jcb", label: "JCB" },
      ],
    },
    { kind: "number", name: "refund_days", label: "office.refund_days", hint: "office.refund_days_hint" },
  ],
  blank: () => ({}),
  list: async (api) => {
    const answer = await api.call("GET /api/admin/organisation");
    return answer.ok ? { ok: true, data: { items: [answer.data], next_cursor: null } } : answer;
  },
  read: (api) => api.call("GET /api/admin/organisation"),
  create: (api, values) => api.call("PUT /api/admin/organisation", { body: bodyOf<ChangeOrganisation>(values) }),
  change: (api, _, values) => api.call("PUT /api/admin/organisation", { body: bodyOf<ChangeOrganisation>(values) }),
  titleOf: (row, language) => row.name[language],
  factsOf: () => "",
  absenceOf: () => null,
  addressOf: () => "/#contacts",
};
