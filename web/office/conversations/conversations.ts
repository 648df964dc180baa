/** Everybody's conversations: how they are asked for. */

import type { ConversationRecord, ConversationsQuery } from "../../contracts/openapi";
import type { Api } from "../../shared/api";
import { type Ask, type Asked, dayBegins } from "../kit/table";

export const FILTERS = ["kind", "astrologer", "person", "since", "until"] as const;
const PART = 50;

/** Days of the address become moments; the last day is included. */
export function conversationsAsked(api: Api, asked: Asked): Ask<ConversationRecord> {
  const { since, until, ...others } = asked;
  const from = dayBegins(since);
  const to = dayBegins(until, 1);
  const query = { ...others, ...(from ? { since: from } : {}), ...(to ? { until: to } : {}), limit: PART };
  return (cursor) =>
    api.call("GET /api/admin/conversations", {
      query: { ...query, ...(cursor ? { cursor } : {}) } as ConversationsQuery,
    });
}
