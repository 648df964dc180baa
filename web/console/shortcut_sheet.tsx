import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Dialog } from "../shared/ui/dialog";
import { Keys } from "./keys";
import { nameOf, SHORTCUTS, type Shortcut } from "./shortcuts";

const GROUPS: readonly Shortcut["group"][] = ["moving", "writing", "desk"];
/** One line stands for the four. */
const isShown = ({ action }: Shortcut) => !["pane_2", "pane_3", "pane_4"].includes(action);

/** All keys of the console, as the table has them. */
export function ShortcutSheet({ onLeave }: { onLeave: () => void }) {
  const { t } = useTexts<ConsoleKey | KitKey>();
  return (
    <Dialog open wide onClose={onLeave} title={t("console.shortcuts")} closeLabel={t("kit.close")}>
      <div class="sheet">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3 class="sheet__title">{t(`console.keys_${group}`)}</h3>
            <dl class="sheet__keys">
              {SHORTCUTS.filter((one) => one.group === group && isShown(one)).map(({ action, keys }) => (
                <div key={action} class="sheet__row">
                  <dt>{t(nameOf(action))}</dt>
                  <dd>
                    <Keys keys={action === "pane_1" ? ["Alt", "1…4"] : keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
