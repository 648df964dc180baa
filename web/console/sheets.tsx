import { OpenSheet } from "../shared/keyboard/open_sheet";
import type { Desktop } from "./desktop";
import { DeskPalette } from "./palette";
import { ShortcutSheet } from "./shortcut_sheet";

/** What lies over the desk. */
export function Sheets({ desktop }: { desktop: Desktop }) {
  const sheet = desktop.sheet.value;
  if (!sheet) return null;
  const left = () => {
    desktop.sheet.value = null;
  };
  return (
    <OpenSheet key={sheet} onLeft={left}>
      {(leave) =>
        sheet === "palette" ? <DeskPalette desktop={desktop} onLeave={leave} /> : <ShortcutSheet onLeave={leave} />
      }
    </OpenSheet>
  );
}
