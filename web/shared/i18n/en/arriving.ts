import type { SameKeys } from "../i18n";
import type { arriving as ru } from "../ru/arriving";

export const arriving: SameKeys<typeof ru> = {
  "arriving.title": "New message",
  "arriving.sound_on": "Turn message sounds on",
  "arriving.sound_off": "Turn message sounds off",
  "arriving.offer": "Let you know when an answer comes? The notification does not show what it says.",
  "arriving.allow": "Turn notifications on",
  "arriving.later": "Later",
};
