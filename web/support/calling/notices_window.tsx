import { useTexts } from "../../shared/i18n/context";
import type { ArrivingKey } from "../../shared/i18n/ru/arriving";
import type { CallingKey } from "../../shared/i18n/ru/calling";
import type { KitKey } from "../../shared/i18n/ru/kit";
import { PushSwitch } from "../../shared/ui/arriving/arriving_views";
import { Dialog } from "../../shared/ui/dialog";
import { Check } from "../../shared/ui/field";
import type { Desk } from "../desk";

/** What this device does when somebody writes or waits. */
export function NoticesWindow({ desk, onLeave }: { desk: Desk; onLeave: () => void }) {
  const { t } = useTexts<ArrivingKey | CallingKey | KitKey>();
  const { arriving, calling } = desk;
  return (
    <Dialog open onClose={onLeave} title={t("calling.title")} closeLabel={t("kit.close")}>
      <div class="stack">
        <div class="stack stack--tight">
          <Check checked={arriving.sound.value} onChecked={arriving.toggleSound}>
            {t("calling.sound")}
          </Check>
          <Check
            checked={calling.isOn.value}
            onChecked={(isOn) => {
              calling.isOn.value = isOn;
            }}
          >
            {t("calling.calls")}
          </Check>
          <p class="faint small">{t("calling.calls_text")}</p>
        </div>
        <h3 class="field__label">{t("arriving.push")}</h3>
        <PushSwitch push={arriving.push} />
      </div>
    </Dialog>
  );
}
