import type { SameKeys } from "../i18n";
import type { phone as ru } from "../ru/phone";

export const phone: SameKeys<typeof ru> = {
  "phone.country": "Country",
  "phone.search": "Find a country or a code",
  "phone.none": "No such country in the list",
};
