import type { SameKeys } from "../i18n";
import type { stars as ru } from "../ru/stars";

export const stars: SameKeys<typeof ru> = {
  "review.star": { one: "{count} star", other: "{count} stars" },
  "review.star_1": "Poor",
  "review.star_2": "Not great",
  "review.star_3": "Fair",
  "review.star_4": "Good",
  "review.star_5": "Excellent",
};
