import type { SameKeys } from "../i18n";
import type { guest as ru } from "../ru/guest";

export const guest: SameKeys<typeof ru> = {
  "guest.introduce": "Please introduce yourself",
  "guest.name": "Name",
  "guest.phone": "Phone",
  "guest.name_missing": "Tell us how to address you",
  "guest.phone_missing": "Check the number: some digits are missing",
  "guest.continue": "Continue",
  "guest.consent": "By pressing “Continue” you agree to the",
  "guest.privacy": "Privacy policy",
  "guest.ended":
    "The earlier conversation was closed on this device. To write again, please introduce yourself once more.",
  "guest.question": "Your question",
  "guest.question_hint":
    "Feel free to tell everything that matters now. The answer comes into this chat: return here, or sign in on the site with this number.",
  "guest.offline": "No connection. We will send it as soon as there is one; please keep the page open.",
};
