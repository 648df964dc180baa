/** Every key of the desk, once: the keyboard listens by this table, the sheet shows it, the palette names it. */

import type { DeskKeysKey } from "../shared/i18n/ru/desk_keys";
import { asksForKeys, type Pressed, type Shortcut as Row, rowOf } from "../shared/keyboard/press";
import type { Asked, Sheet } from "./desk";

/** What a key does on the desk; how is said in `acting.ts`. */
export type Action = Sheet | Asked | "next" | "previous" | "longest" | "claim" | "visitor" | "notes" | "leave_request";

/** Keys that belong to the field or the chat: shown in the sheet, listened to where they are pressed. */
type Elsewhere = "send" | "line" | "replies" | "edit_last" | "search" | "leave";

export type Shortcut = Row<Action, Elsewhere, "moving" | "writing" | "request">;

const CTRL = "Ctrl";

export const SHORTCUTS: readonly Shortcut[] = [
  { action: "next", group: "moving", keys: ["Alt", "↓"], press: { code: "ArrowDown", alt: true } },
  { action: "previous", group: "moving", keys: ["Alt", "↑"], press: { code: "ArrowUp", alt: true } },
  { action: "longest", group: "moving", keys: ["Alt", "U"], press: { code: "KeyU", alt: true } },
  { action: "leave_request", group: "moving", keys: ["Alt", "W"], press: { code: "KeyW", alt: true } },
  { action: "palette", group: "moving", keys: [CTRL, "K"], press: { code: "KeyK", ctrl: true } },
  { action: "search", group: "moving", keys: [CTRL, "F"] },
  { action: "shortcuts", group: "moving", keys: [CTRL, "/"], press: { code: "Slash", ctrl: true } },
  { action: "send", group: "writing", keys: ["Enter"] },
  { action: "line", group: "writing", keys: ["Shift", "Enter"] },
  { action: "replies", group: "writing", keys: ["/"] },
  { action: "edit_last", group: "writing", keys: ["↑"] },
  { action: "leave", group: "writing", keys: ["Esc"] },
  { action: "claim", group: "request", keys: ["Alt", "Enter"], press: { code: "Enter", alt: true } },
  { action: "visitor", group: "request", keys: ["Alt", "I"], press: { code: "KeyI", alt: true } },
  { action: "notes", group: "request", keys: ["Alt", "N"], press: { code: "KeyN", alt: true } },
  { action: "tags", group: "request", keys: ["Alt", "T"], press: { code: "KeyT", alt: true } },
  { action: "snooze", group: "request", keys: ["Alt", "S"], press: { code: "KeyS", alt: true } },
  { action: "transfer", group: "request", keys: ["Alt", "P"], press: { code: "KeyP", alt: true } },
  { action: "resolve", group: "request", keys: ["Alt", "R"], press: { code: "KeyR", alt: true } },
];

/** What the palette offers besides requests, while a request is open · always. */
export const OFFERED_HERE: readonly Action[] = [
  "claim",
  "visitor",
  "notes",
  "tags",
  "snooze",
  "transfer",
  "resolve",
  "merge",
  "block",
];
export const OFFERED: readonly Action[] = ["longest", "overdue", "people", "notices", "shortcuts"];

export const nameOf = (action: Shortcut["action"]): DeskKeysKey => `desk.key.${action}`;

export const keysOf = (action: Action): readonly string[] => SHORTCUTS.find((one) => one.action === action)?.keys ?? [];

/** What a press asks for; `?` by its letter, wherever nobody is writing. */
export function actionOf(event: Pressed, isWriting: boolean): Action | null {
  if (asksForKeys(event, isWriting)) return "shortcuts";
  return (rowOf(SHORTCUTS, event)?.action as Action | undefined) ?? null;
}
