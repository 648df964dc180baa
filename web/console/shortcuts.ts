/** Every key of the console, once: the keyboard listens by this table, the sheet shows it, the palette names it. */

import type { ConsoleKey } from "../shared/i18n/ru/console";
import { asksForKeys, type Pressed, type Shortcut as Row, rowOf } from "../shared/keyboard/press";

/** What a key does on the desk; how is said in `acting.ts`. */
export type Action =
  | "palette"
  | "shortcuts"
  | "next"
  | "previous"
  | "unread"
  | "pane_1"
  | "pane_2"
  | "pane_3"
  | "pane_4"
  | "pane_next"
  | "pane_previous"
  | "pane_close"
  | "answer"
  | "card"
  | "hours"
  | "figures"
  | "complete";

/** Keys that belong to the field or the chat: shown in the sheet, listened to where they are pressed. */
type Elsewhere = "send" | "line" | "replies" | "edit_last" | "search" | "leave";

type Group = "moving" | "writing" | "desk";

export type Shortcut = Row<Action, Elsewhere, Group>;

const CTRL = "Ctrl";

export const SHORTCUTS: readonly Shortcut[] = [
  { action: "next", group: "moving", keys: ["Alt", "↓"], press: { code: "ArrowDown", alt: true } },
  { action: "previous", group: "moving", keys: ["Alt", "↑"], press: { code: "ArrowUp", alt: true } },
  { action: "unread", group: "moving", keys: ["Alt", "U"], press: { code: "KeyU", alt: true } },
  { action: "pane_1", group: "moving", keys: ["Alt", "1"], press: { code: "Digit1", alt: true } },
  { action: "pane_2", group: "moving", keys: ["Alt", "2"], press: { code: "Digit2", alt: true } },
  { action: "pane_3", group: "moving", keys: ["Alt", "3"], press: { code: "Digit3", alt: true } },
  { action: "pane_4", group: "moving", keys: ["Alt", "4"], press: { code: "Digit4", alt: true } },
  { action: "pane_next", group: "moving", keys: ["F6"], press: { code: "F6" } },
  { action: "pane_previous", group: "moving", keys: ["Shift", "F6"], press: { code: "F6", shift: true } },
  { action: "pane_close", group: "moving", keys: ["Alt", "W"], press: { code: "KeyW", alt: true } },
  { action: "send", group: "writing", keys: ["Enter"] },
  { action: "line", group: "writing", keys: ["Shift", "Enter"] },
  { action: "replies", group: "writing", keys: ["/"] },
  { action: "answer", group: "writing", keys: ["Alt", "E"], press: { code: "KeyE", alt: true } },
  { action: "edit_last", group: "writing", keys: ["↑"] },
  { action: "leave", group: "writing", keys: ["Esc"] },
  { action: "card", group: "desk", keys: ["Alt", "I"], press: { code: "KeyI", alt: true } },
  { action: "palette", group: "desk", keys: [CTRL, "K"], press: { code: "KeyK", ctrl: true } },
  { action: "search", group: "desk", keys: [CTRL, "F"] },
  { action: "shortcuts", group: "desk", keys: [CTRL, "/"], press: { code: "Slash", ctrl: true } },
];

/** What the palette offers besides conversations. */
export const OFFERED: readonly Action[] = [
  "unread",
  "pane_next",
  "pane_close",
  "answer",
  "card",
  "complete",
  "hours",
  "figures",
  "shortcuts",
];

export const nameOf = (action: Shortcut["action"]): ConsoleKey => `console.key.${action}`;

export const keysOf = (action: Action): readonly string[] => SHORTCUTS.find((one) => one.action === action)?.keys ?? [];

/** What a press asks for; `?` by its letter, wherever nobody is writing. */
export function actionOf(event: Pressed, isWriting: boolean): Action | null {
  if (asksForKeys(event, isWriting)) return "shortcuts";
  return (rowOf(SHORTCUTS, event)?.action as Action | undefined) ?? null;
}
