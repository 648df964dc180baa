/** Everybody's conversations: how they are asked for. */

import type { ConversationRecord, ConversationsQuery } from "../../contracts/openapi";
import type { Api } from "../../shared/api";
import { type Ask, type Asked, momentsOf } from "../kit/table";

export const FILTERS = ["kind", "astrologer", "person", "since", "until"] as const;
const PART = 50;

export function conversationsAsked(api: Api, asked: Asked): Ask<ConversationRecord> {
  const query = { ...momentsOf(asked), limit: PART };
  return (cursor) =>
    api.call("GET /api/admin/conversations", {
      query: { ...query, ...(cursor ? { cursor } : {}) } as ConversationsQuery,
    });
}
