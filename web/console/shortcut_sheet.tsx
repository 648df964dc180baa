import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { KeyboardKey } from "../shared/i18n/ru/keyboard";
import { KeySheet } from "../shared/keyboard/key_sheet";
import { nameOf, SHORTCUTS, type Shortcut } from "./shortcuts";

const GROUPS = {
  moving: "keyboard.moving",
  writing: "keyboard.writing",
  desk: "console.keys_desk",
} as const satisfies Record<Shortcut["group"], ConsoleKey | KeyboardKey>;
/** One line stands for the four. */
const isShown = ({ action }: Shortcut) => !["pane_2", "pane_3", "pane_4"].includes(action);

/** All keys of the console, as the table has them. */
export function ShortcutSheet({ onLeave }: { onLeave: () => void }) {
  const { t } = useTexts<ConsoleKey | KeyboardKey>();
  const groups = Object.entries(GROUPS).map(([group, title]) => ({
    title: t(title),
    rows: SHORTCUTS.filter((one) => one.group === group && isShown(one)).map(({ action, keys }) => ({
      name: t(nameOf(action)),
      keys: action === "pane_1" ? ["Alt", "1…4"] : keys,
    })),
  }));
  return <KeySheet groups={groups} onLeave={onLeave} />;
}
