import type { Catalogue } from "../i18n";

/** The palette, and the sheet of all keys. */
export const keyboard = {
  "keyboard.palette": "Перейти или сделать",
  "keyboard.palette_open": "открыть",
  "keyboard.palette_found": {
    one: "{count} вариант",
    few: "{count} варианта",
    many: "{count} вариантов",
    other: "{count} варианта",
  },
  "keyboard.keys": "Клавиши",
  "keyboard.moving": "Переходить",
  "keyboard.writing": "Писать",
} as const satisfies Catalogue;

export type KeyboardKey = keyof typeof keyboard;
