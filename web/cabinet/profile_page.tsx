import { useEffect } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Loaded } from "../shared/shell/loaded";
import { Skeleton } from "../shared/ui/mark";
import type { Cabinet } from "./cabinet";
import { CertificateOffer } from "./certificate";
import { ConsentsSection } from "./consents_section";
import { DataSection } from "./data_section";
import { DevicesSection } from "./devices_section";
import { NotificationsSection } from "./notifications_section";
import { ProfileEditor } from "./profile_editor";
import { BASE } from "./routes";

/** «Профиль»: active services, a certificate, and everything about oneself. */
export function ProfilePage({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<CabinetKey>();
  const { profile, active } = cabinet;
  useEffect(() => {
    void profile.load();
    void active.load();
  }, [profile, active]);
  return (
    <div class="page cabinet__page cabinet__page--narrow stack stack--loose">
      <h1 class="cabinet__title">{t("cabinet.profile")}</h1>
      <section class="card" aria-labelledby="active-services">
        <h2 class="cabinet__block" id="active-services">
          {t("cabinet.profile_services")}
        </h2>
        <Loaded of={active} skeleton={<Skeleton width="40%" />}>
          {(entitlements) => (
            <p class="soft">
              {entitlements.length > 0
                ? t("cabinet.profile_services_count", { count: entitlements.length })
                : t("cabinet.profile_services_none")}
            </p>
          )}
        </Loaded>
        <div class="card__foot">
          <a class="button button--secondary button--small" href={`${BASE}/services`}>
            {t("cabinet.services")}
          </a>
        </div>
      </section>
      <section class="card" aria-labelledby="edit">
        <h2 class="cabinet__block" id="edit">
          {t("cabinet.edit")}
        </h2>
        <Loaded of={profile} skeleton={<Skeletons />}>
          {(present) => <ProfileEditor cabinet={cabinet} profile={present} />}
        </Loaded>
      </section>
      <CertificateOffer cabinet={cabinet} />
      <NotificationsSection cabinet={cabinet} />
      <DevicesSection cabinet={cabinet} />
      <ConsentsSection cabinet={cabinet} />
      {profile.state.value.name === "ready" && <DataSection cabinet={cabinet} profile={profile.state.value.data} />}
    </div>
  );
}

function Skeletons() {
  return (
    <div class="stack">
      <Skeleton width="8rem" height="8rem" />
      {[1, 2, 3, 4].map((field) => (
        <Skeleton key={field} height="3rem" />
      ))}
    </div>
  );
}
