import type { Catalogue } from "../i18n";

/** Stars and what they mean. */
export const stars = {
  "review.star": { one: "{count} звезда", few: "{count} звезды", many: "{count} звёзд", other: "{count} звезды" },
  "review.star_1": "Плохо",
  "review.star_2": "Не очень",
  "review.star_3": "Нормально",
  "review.star_4": "Хорошо",
  "review.star_5": "Отлично",
} as const satisfies Catalogue;
