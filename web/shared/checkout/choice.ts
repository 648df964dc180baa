/** What somebody wants to buy, before they have filled anything in. */

import type { AstrologerCard, ConsultationFormat, ServiceOut } from "../../contracts/openapi";

export interface Choice {
  /** Slug of the service. */
  readonly service: string;
  /** Slug of the astrologer, null for whoever is free first. */
  readonly astrologer: string | null;
  readonly format: ConsultationFormat | null;
}

/** The choice that a link `/services/{slug}?buy=1&astrologer=…&format=…` makes. */
export function choiceIn(query: URLSearchParams, service: string): Choice {
  const format = query.get("format");
  return {
    service,
    astrologer: query.get("astrologer"),
    format: format === "audio" || format === "written" ? format : null,
  };
}

/** The format chosen if the service has it, else its first one. */
export function offeredFormat(service: ServiceOut, wanted: ConsultationFormat | null): ConsultationFormat {
  const offered = service.formats.map(({ format }) => format);
  return (wanted && offered.includes(wanted) ? wanted : offered[0]) ?? "written";
}

/** The astrologer chosen if they give this service and have room, else nobody in particular. */
export function offeredAstrologer(service: ServiceOut, wanted: string | null): AstrologerCard | null {
  return service.astrologers.find((one) => one.slug === wanted && one.takes_new) ?? null;
}
