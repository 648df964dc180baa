/** Astrologers: their public pages, and the accounts behind them. */

import type { AstrologerRecord, ChangeAstrologer, NewAstrologer, ServiceRecord } from "../contracts/openapi";
import { NO_WORDS } from "./kit/fields";
import { bodyOf, type Kind } from "./kit/kind";
import { partOf } from "./kit/listing";

export const astrologers: Kind<AstrologerRecord> = {
  name: "astrologers",
  ordered: true,
  fields: [
    { kind: "word", name: "slug", label: "office.slug", hint: "office.slug_hint", onlyNew: true },
    {
      kind: "word",
      name: "account_email",
      label: "office.account_email",
      hint: "office.account_hint",
      inputMode: "email",
      onlyNew: true,
    },
    { kind: "text", name: "name", label: "office.person" },
    { kind: "text", name: "bio", label: "office.bio", long: true },
    { kind: "text", name: "directions", label: "office.directions", many: true },
    {
      kind: "choices",
      name: "services",
      label: "office.offered",
      options: (office) => office.optionsOf("services", (row) => (row as ServiceRecord).title[office.language]),
    },
    {
      kind: "choices",
      name: "languages",
      label: "office.languages",
      options: () => [
        { value: "ru", label: "office.ru" },
        { value: "en", label: "office.en" },
      ],
    },
    { kind: "markdown", name: "about", label: "office.about" },
    { kind: "text", name: "education", label: "office.education", long: true, many: true },
    { kind: "flag", name: "hidden", label: "office.hide", hint: "office.hide_astrologer_hint" },
  ],
  blank: () => ({
    slug: "",
    account_email: "",
    name: NO_WORDS,
    bio: NO_WORDS,
    directions: [],
    services: [],
    languages: ["ru"],
    about: NO_WORDS,
    education: [],
    hidden: true,
  }),
  picture: {
    shape: "square",
    srcOf: (row) => row.portrait,
    replace: (api, slug, file) =>
      api.call("PUT /api/admin/astrologers/{slug}/portrait", { path: { slug }, body: file }),
  },
  list: (api, cursor) => api.call("GET /api/admin/astrologers", { query: partOf(cursor) }),
  read: (api, slug) => api.call("GET /api/admin/astrologers/{slug}", { path: { slug } }),
  create: (api, values) => api.call("POST /api/admin/astrologers", { body: bodyOf<NewAstrologer>(values) }),
  change: (api, slug, values) =>
    api.call("PUT /api/admin/astrologers/{slug}", { path: { slug }, body: bodyOf<ChangeAstrologer>(values) }),
  titleOf: (row, language) => row.name[language],
  factsOf: (row) => row.account_email ?? "",
  absenceOf: (row) => (row.hidden ? "office.hidden" : null),
  addressOf: (row) => `/astrologers/${row.slug}`,
};
