/** Frequently asked questions. */

import type { ChangeQuestion, NewQuestion, QuestionRecord } from "../contracts/openapi";
import { NO_WORDS } from "./kit/fields";
import { bodyOf, type Kind } from "./kit/kind";
import { partOf } from "./kit/listing";

export const questions: Kind<QuestionRecord> = {
  name: "questions",
  ordered: true,
  fields: [
    { kind: "word", name: "slug", label: "office.slug", hint: "office.slug_hint", onlyNew: true },
    { kind: "text", name: "question", label: "office.question" },
    { kind: "markdown", name: "answer", label: "office.answer" },
  ],
  blank: () => ({ slug: "", question: NO_WORDS, answer: NO_WORDS }),
  list: (api, cursor) => api.call("GET /api/admin/questions", { query: partOf(cursor) }),
  read: (api, slug) => api.call("GET /api/admin/questions/{slug}", { path: { slug } }),
  create: (api, values) => api.call("POST /api/admin/questions", { body: bodyOf<NewQuestion>(values) }),
  change: (api, slug, values) =>
    api.call("PUT /api/admin/questions/{slug}", { path: { slug }, body: bodyOf<ChangeQuestion>(values) }),
  remove: (api, { slug, version }) =>
    api.call("DELETE /api/admin/questions/{slug}", { path: { slug }, query: { version } }),
  titleOf: (row, language) => row.question[language],
  factsOf: () => "",
  absenceOf: () => null,
  addressOf: (row) => `/#faq-${row.slug}`,
};
