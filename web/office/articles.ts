/** Articles of the blog. */

import type { ArticleRecord, AstrologerRecord, ChangeArticle, NewArticle } from "../contracts/openapi";
import { NO_WORDS } from "./kit/fields";
import { bodyOf, type Kind } from "./kit/kind";
import { partOf } from "./kit/listing";

export const articles: Kind<ArticleRecord> = {
  name: "articles",
  ordered: false,
  fields: [
    { kind: "word", name: "slug", label: "office.slug", hint: "office.slug_hint", onlyNew: true },
    { kind: "text", name: "title", label: "office.title" },
    { kind: "text", name: "summary", label: "office.summary", long: true },
    { kind: "moment", name: "published_at", label: "office.published_at", hint: "office.published_hint" },
    { kind: "text", name: "author", label: "office.author" },
    {
      kind: "choice",
      name: "astrologer",
      label: "office.author_page",
      none: "office.none",
      options: (office) => office.optionsOf("astrologers", (row) => (row as AstrologerRecord).name[office.language]),
    },
    { kind: "markdown", name: "body", label: "office.body" },
  ],
  blank: () => ({
    slug: "",
    title: NO_WORDS,
    summary: NO_WORDS,
    published_at: new Date().toISOString(),
    author: NO_WORDS,
    astrologer: null,
    body: NO_WORDS,
  }),
  picture: {
    shape: "cover",
    srcOf: (row) => row.cover,
    replace: (api, slug, file) => api.call("PUT /api/admin/articles/{slug}/cover", { path: { slug }, body: file }),
  },
  list: (api, cursor) => api.call("GET /api/admin/articles", { query: partOf(cursor) }),
  read: (api, slug) => api.call("GET /api/admin/articles/{slug}", { path: { slug } }),
  create: (api, values) => api.call("POST /api/admin/articles", { body: bodyOf<NewArticle>(values) }),
  change: (api, slug, values) =>
    api.call("PUT /api/admin/articles/{slug}", { path: { slug }, body: bodyOf<ChangeArticle>(values) }),
  remove: (api, { slug, version }) =>
    api.call("DELETE /api/admin/articles/{slug}", { path: { slug }, query: { version } }),
  titleOf: (row, language) => row.title[language],
  factsOf: (row, { date }) => date(row.published_at, "date"),
  absenceOf: (row, now) => (Date.parse(row.published_at) > now ? "office.planned" : null),
  addressOf: (row) => `/articles/${row.slug}`,
};
