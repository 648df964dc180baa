import type { SameKeys } from "../i18n";
import type { kit as ru } from "../ru/kit";

export const kit: SameKeys<typeof ru> = {
  "kit.close": "Close",
  "kit.cancel": "Cancel",
  "kit.retry": "Try again",
  "kit.loading": "Loading…",
  "kit.first_name": "First name",
  "kit.last_name": "Last name",
};
