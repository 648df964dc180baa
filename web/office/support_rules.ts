/** When support answers, how requests find somebody, and what the product says by itself. */

import type { ChangeSupport, SupportRecord } from "../contracts/openapi";
import type { Result } from "../shared/api";
import { NO_WORDS, type Values, type Words } from "./kit/fields";
import type { Kind, Row } from "./kit/kind";

const SLUG = "support";

/** The rules as one flat form: a field is named by its place in the contract, as the server names it in a complaint. */
export interface RulesRow extends Row {
  readonly [place: string]: unknown;
}

export const supportRules: Kind<RulesRow> = {
  name: "support_rules",
  single: SLUG,
  ordered: false,
  fields: [
    {
      kind: "choices",
      name: "hours.weekdays",
      label: "office.rules_weekdays",
      options: () =>
        ([1, 2, 3, 4, 5, 6, 7] as const).map((day) => ({ value: String(day), label: `office.weekday_${day}` })),
    },
    { kind: "time", name: "hours.opens", label: "office.rules_opens" },
    {
      kind: "time",
      name: "hours.closes",
      label: "office.rules_closes",
      hint: "office.rules_closes_hint",
      also: "hours",
    },
    { kind: "word", name: "hours.timezone", label: "office.rules_timezone", hint: "office.rules_timezone_hint" },
    { kind: "days", name: "hours.exceptions", label: "office.rules_days", hint: "office.rules_days_hint" },
    { kind: "flag", name: "assignment.is_on", label: "office.rules_assigns", hint: "office.rules_assigns_hint" },
    { kind: "number", name: "assignment.chats_per_person", label: "office.rules_chats" },
    {
      kind: "number",
      name: "assignment.release_after_minutes",
      label: "office.rules_release",
      hint: "office.rules_release_hint",
    },
    { kind: "text", name: "replies.greeting", label: "office.rules_greeting", long: true },
    { kind: "text", name: "replies.away", label: "office.rules_away", long: true },
    { kind: "text", name: "replies.busy", label: "office.rules_busy", long: true },
    { kind: "number", name: "replies.busy_after_minutes", label: "office.rules_busy_after" },
    { kind: "number", name: "reopen_days", label: "office.rules_reopen", hint: "office.rules_reopen_hint" },
  ],
  blank: () => ({}),
  list: async (api) => {
    const answer = await api.call("GET /api/admin/support");
    return answer.ok ? { ok: true, data: { items: [rowOf(answer.data)], next_cursor: null } } : answer;
  },
  read: async (api) => asRow(await api.call("GET /api/admin/support")),
  create: async (api, values) => asRow(await api.call("PUT /api/admin/support", { body: rulesOf(values) })),
  change: async (api, _, values) => asRow(await api.call("PUT /api/admin/support", { body: rulesOf(values) })),
  titleOf: () => "",
  factsOf: () => "",
  absenceOf: () => null,
  addressOf: () => "/desk",
  savedOf: () => "office.rules_saved",
};

function asRow(answer: Result<SupportRecord>): Result<RulesRow> {
  return answer.ok ? { ok: true, data: rowOf(answer.data) } : answer;
}

/** Nothing said is an empty field, a weekday is what is chosen. */
export function rowOf({ hours, assignment, replies, reopen_days, version }: SupportRecord): RulesRow {
  return {
    slug: SLUG,
    version,
    ...prefixed("hours", { ...hours, weekdays: hours.weekdays.map(String) }),
    ...prefixed("assignment", assignment),
    ...prefixed("replies", {
      ...replies,
      greeting: replies.greeting ?? NO_WORDS,
      away: replies.away ?? NO_WORDS,
      busy: replies.busy ?? NO_WORDS,
    }),
    reopen_days,
  };
}

export function rulesOf(values: Values): ChangeSupport {
  const groups = ["hours", "assignment", "replies"].map((group) => [group, groupOf(values, `${group}.`)]);
  const single = Object.entries(values).filter(([place]) => !place.includes("."));
  return Object.fromEntries([...groups, ...single]) as unknown as ChangeSupport;
}

function groupOf(values: Values, prefix: string): Record<string, unknown> {
  const own = Object.entries(values).filter(([place]) => place.startsWith(prefix));
  return Object.fromEntries(own.map(([place, value]) => [place.slice(prefix.length), said(value, place)]));
}

function said(value: unknown, place: string): unknown {
  if (place === "hours.weekdays") return (value as readonly string[]).map(Number);
  if (!["replies.greeting", "replies.away", "replies.busy"].includes(place)) return value;
  const { ru, en } = value as Words;
  return ru || en ? value : null;
}

function prefixed(group: string, facts: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${group}.${name}`, value]));
}
