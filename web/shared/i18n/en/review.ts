import type { SameKeys } from "../i18n";
import type { review as ru } from "../ru/review";
import { stars } from "./stars";

export const review: SameKeys<typeof ru> = {
  "review.ask": "How was the consultation?",
  ...stars,
  "review.text": "Tell us more, if you like",
  "review.text_hint": "Your first name, your stars and this text will be shown on the astrologer's page.",
  "review.left": { one: "{count} character left", other: "{count} characters left" },
  "review.send": "Send the review",
  "review.save": "Save",
  "review.stars_missing": "Choose the stars first.",
  "review.kept": "What you wrote is kept on this device.",
  "review.thanks": "Thank you for the review!",
  "review.yours": "Your review",
  "review.change": "Change",
  "review.changeable": "Can be changed until {date}",
  "review.of_client": "The client's review",
  "review.failed": "The review could not be loaded.",
};
