import type { FunctionComponent } from "preact";
import { useTexts } from "../shared/i18n/context";
import type { DeskKeysKey } from "../shared/i18n/ru/desk_keys";
import type { KeyboardKey } from "../shared/i18n/ru/keyboard";
import { KeySheet } from "../shared/keyboard/key_sheet";
import { OpenSheet } from "../shared/keyboard/open_sheet";
import { NoticesWindow } from "./calling/notices_window";
import type { Desk, Sheet } from "./desk";
import { PeopleWindow } from "./figures/people_window";
import { OverdueWindow } from "./overdue/overdue_window";
import { DeskPalette } from "./palette";
import { nameOf, SHORTCUTS, type Shortcut } from "./shortcuts";

interface SheetProps {
  desk: Desk;
  onLeave: () => void;
}

const SHEETS: Record<Sheet, FunctionComponent<SheetProps>> = {
  palette: DeskPalette,
  shortcuts: AllKeys,
  notices: NoticesWindow,
  people: PeopleWindow,
  overdue: OverdueWindow,
};

/** What lies over the desk. */
export function Sheets({ desk }: { desk: Desk }) {
  const sheet = desk.sheet.value;
  if (!sheet) return null;
  const Shown = SHEETS[sheet];
  const left = () => {
    desk.sheet.value = null;
  };
  return (
    <OpenSheet key={sheet} onLeft={left}>
      {(leave) => <Shown desk={desk} onLeave={leave} />}
    </OpenSheet>
  );
}

const GROUPS = {
  moving: "keyboard.moving",
  writing: "keyboard.writing",
  request: "desk.keys_request",
} as const satisfies Record<Shortcut["group"], DeskKeysKey | KeyboardKey>;

/** All keys of the desk, as the table has them. */
function AllKeys({ onLeave }: SheetProps) {
  const { t } = useTexts<DeskKeysKey | KeyboardKey>();
  const groups = Object.entries(GROUPS).map(([group, title]) => ({
    title: t(title),
    rows: SHORTCUTS.filter((one) => one.group === group).map(({ action, keys }) => ({ name: t(nameOf(action)), keys })),
  }));
  return <KeySheet groups={groups} onLeave={onLeave} />;
}
