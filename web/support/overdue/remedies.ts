/** How a late answer is made good, as it is filled in. Pure. */

import type { OfferOption } from "../../contracts/openapi";

export type Remedy = "reassign" | "extend" | "offer";

export const OPTIONS: readonly OfferOption[] = ["reassign", "extend", "refund"];

export interface Wanted {
  /** Empty: whoever suits best. */
  readonly astrologer: string;
  readonly days: string;
  readonly note: string;
  readonly options: readonly OfferOption[];
}

const MOST_DAYS = 90;

/** Whether the server could take it. */
export function isSendable(remedy: Remedy, { days, note, options }: Wanted): boolean {
  const isCounted = /^\d{1,2}$/.test(days) && Number(days) >= 1 && Number(days) <= MOST_DAYS;
  if (remedy === "reassign") return note.trim() !== "";
  if (remedy === "extend") return isCounted && note.trim() !== "";
  return isCounted && options.length > 0;
}
