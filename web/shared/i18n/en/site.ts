import type { SameKeys } from "../i18n";
import type { site as ru } from "../ru/site";

export const site: SameKeys<typeof ru> = {
  "site.online": "Online",
  "site.offline": "Offline",
  "site.busy": "In a consultation",
  "site.away": "Away",
  "site.until": "back {when}",
  "site.refund_empty": "There are no paid purchases yet.",
  "site.refund_bought": "Bought {date}",
  "site.refund_until": "You can return it until {date}",
  "site.refund_part": "{price} has been returned already",
  "site.refund_more": "Show more",
  "site.refund_ask": "Return the money",
  "site.refund_sure": "Return {price} for “{service}”? Its consultation will be closed.",
  "site.refund_confirm": "Yes, return it",
  "site.refund_keep": "Keep it",
  "site.refund_done": "The money is on its way to the card that paid.",
};
