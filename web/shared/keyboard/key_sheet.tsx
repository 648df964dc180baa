import { useTexts } from "../i18n/context";
import type { KeyboardKey } from "../i18n/ru/keyboard";
import type { KitKey } from "../i18n/ru/kit";
import { Dialog } from "../ui/dialog";
import { Keys } from "./keys";

export interface KeyGroup {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly keys: readonly string[] }[];
}

/** All keys of an application, as its table has them. */
export function KeySheet({ groups, onLeave }: { groups: readonly KeyGroup[]; onLeave: () => void }) {
  const { t } = useTexts<KeyboardKey | KitKey>();
  return (
    <Dialog open wide onClose={onLeave} title={t("keyboard.keys")} closeLabel={t("kit.close")}>
      <div class="sheet">
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h3 class="sheet__title">{title}</h3>
            <dl class="sheet__keys">
              {rows.map(({ name, keys }) => (
                <div key={name} class="sheet__row">
                  <dt>{name}</dt>
                  <dd>
                    <Keys keys={keys} />
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
