import type { SameKeys } from "../i18n";
import type { arriving as ru } from "../ru/arriving";

export const arriving: SameKeys<typeof ru> = {
  "arriving.title": "New message",
  "arriving.sound_on": "Turn message sounds on",
  "arriving.sound_off": "Turn message sounds off",
  "arriving.offer": "Let you know when an answer comes? The notification does not show what it says.",
  "arriving.allow": "Turn notifications on",
  "arriving.later": "Later",
  "arriving.push": "Notifications on this device",
  "arriving.push_text":
    "We tell you who has written, even while the page is closed. The words are not shown in the notification.",
  "arriving.push_on": "On",
  "arriving.push_denied":
    "Notifications are blocked in the browser. Allow them in the site settings (the sign left of the address), and a button appears here.",
  "arriving.push_install":
    "On iPhone and iPad notifications work from the Home Screen: tap Share, then Add to Home Screen, and open Astars from there.",
  "arriving.push_unsupported": "This browser cannot show notifications while the page is closed.",
  "arriving.push_failed": "It could not be switched on. Check the connection and try again.",
  "arriving.push_turn_off": "Switch off",
};
