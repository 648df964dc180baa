/** The records of the back office: how they are asked for. */

import type { AuditQuery, AuditRecord, DeliveriesQuery, DeliveryOut, JobRecord } from "../../contracts/openapi";
import type { Api } from "../../shared/api";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import type { TagTone } from "../../shared/ui/mark";
import { type Ask, type Asked, momentsOf } from "../kit/table";

export const AUDIT_FILTERS = ["action", "actor", "person", "subject", "since", "until"] as const;
export const DELIVERY_FILTERS = ["kind", "channel", "outcome", "user_id"] as const;
export const JOB_TONES: Readonly<Record<JobRecord["state"], TagTone>> = {
  never_run: "plain",
  fine: "sage",
  running: "accent",
  failing: "danger",
};
export const OUTCOME_TONES = { sent: "sage", not_needed: "plain", unreachable: "warning", gave_up: "danger" } as const;
const PART = 50;

export function auditAsked(api: Api, asked: Asked): Ask<AuditRecord> {
  return (cursor) =>
    api.call("GET /api/admin/audit", { query: { ...momentsOf(asked), limit: PART, ...from(cursor) } as AuditQuery });
}

export function deliveriesAsked(api: Api, asked: Asked): Ask<DeliveryOut> {
  return (cursor) =>
    api.call("GET /api/admin/deliveries", { query: { ...asked, limit: PART, ...from(cursor) } as DeliveriesQuery });
}

/** To exactly this phone or e-mail. */
export function deliveriesFound(api: Api, q: string): Ask<DeliveryOut> {
  return () => api.call("POST /api/admin/deliveries/find", { body: { q } });
}

const from = (cursor: string | null) => (cursor ? { cursor } : {});

/** «order:65f…» → where the office shows it; null where it shows nothing of the kind. */
export function placeOf(subject: string): string | null {
  const [kind, id] = subject.split(":", 2);
  if (!/^[0-9a-f]{24}$/.test(id ?? "")) return null;
  if (kind === "order") return `/admin/orders/${id}`;
  return kind === "conversation" ? `/admin/conversations/${id}` : null;
}

/** How often, in the largest unit that fits. */
export function every(seconds: number): { readonly name: OfficeKey; readonly count: number } {
  if (seconds % 3600 === 0) return { name: "office.job_hours", count: seconds / 3600 };
  if (seconds % 60 === 0) return { name: "office.job_minutes", count: seconds / 60 };
  return { name: "office.job_seconds", count: seconds };
}
