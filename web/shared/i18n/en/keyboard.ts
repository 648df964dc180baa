import type { SameKeys } from "../i18n";
import type { keyboard as ru } from "../ru/keyboard";

export const keyboard: SameKeys<typeof ru> = {
  "keyboard.palette": "Go to or do",
  "keyboard.palette_open": "open",
  "keyboard.keys": "Keyboard shortcuts",
  "keyboard.moving": "Moving",
  "keyboard.writing": "Writing",
  "keyboard.palette_found": { one: "{count} choice", other: "{count} choices" },
};
