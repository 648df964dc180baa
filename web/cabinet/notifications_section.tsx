import { useTexts } from "../shared/i18n/context";
import type { ArrivingKey } from "../shared/i18n/ru/arriving";
import { PushSwitch } from "../shared/ui/arriving/arriving_views";
import type { Cabinet } from "./cabinet";

/** «Уведомления на этом устройстве». */
export function NotificationsSection({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<ArrivingKey>();
  return (
    <section class="card" aria-labelledby="notifications">
      <h2 class="cabinet__block" id="notifications">
        {t("arriving.push")}
      </h2>
      <PushSwitch push={cabinet.arriving.push} />
    </section>
  );
}
