/** People: how they are asked for, and what may be decided about them. */

import type { GiveRole, PeopleQuery, PersonRecord, PersonStory } from "../../contracts/openapi";
import type { Api, Result } from "../../shared/api";
import type { Ask, Asked } from "../kit/table";

export type Role = GiveRole["becomes"];
export const ROLES: readonly Role[] = ["client", "astrologer", "support", "admin"];
export const TEAM = ["astrologer", "support", "admin"] as const;
export const FILTERS = ["who", "blocked"] as const;
const PART = 50;
export const SHORTEST_REASON = 3;

export function peopleAsked(api: Api, asked: Asked): Ask<PersonRecord> {
  return (cursor) =>
    api.call("GET /api/admin/people", {
      query: { ...asked, limit: PART, ...(cursor ? { cursor } : {}) } as unknown as PeopleQuery,
    });
}

/** Exactly this phone, e-mail or id. */
export function peopleFound(api: Api, q: string): Ask<PersonRecord> {
  return () => api.call("POST /api/admin/people/find", { body: { q } });
}

/** What an administrator may decide of somebody else. */
export type Decision =
  | { readonly what: "role"; readonly becomes: Role }
  | { readonly what: "block" | "unblock" | "sign_out" };

export function decide(api: Api, id: string, decision: Decision, reason: string): Promise<Result<PersonStory>> {
  const path = { id };
  if (decision.what === "role")
    return api.call("POST /api/admin/people/{id}/role", { path, body: { becomes: decision.becomes, reason } });
  if (decision.what === "block") return api.call("POST /api/admin/people/{id}/block", { path, body: { reason } });
  if (decision.what === "sign_out") return api.call("POST /api/admin/people/{id}/sign-out", { path, body: { reason } });
  return api.call("POST /api/admin/people/{id}/unblock", { path, body: { reason } });
}
