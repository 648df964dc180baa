import { useTexts } from "../shared/i18n/context";
import type { ArrivingKey } from "../shared/i18n/ru/arriving";
import type { NotificationsKey } from "../shared/i18n/ru/notifications";
import { ChoiceForm } from "../shared/notifications/choice_form";
import { PushSwitch } from "../shared/ui/arriving/arriving_views";
import type { Cabinet } from "./cabinet";

/** «Уведомления»: on this device, and wherever else the person wants to be reached. */
export function NotificationsSection({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<ArrivingKey | NotificationsKey>();
  return (
    <section class="card stack stack--loose" aria-labelledby="notifications">
      <h2 class="cabinet__block" id="notifications">
        {t("notifications.title")}
      </h2>
      <ChoiceForm api={cabinet.session.api} />
      <div class="stack cabinet__apart">
        <h3>{t("arriving.push")}</h3>
        <PushSwitch push={cabinet.arriving.push} />
      </div>
    </section>
  );
}
