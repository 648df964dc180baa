import { useEffect, useState } from "preact/hooks";
import type { EntitlementOut } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { BirthKey } from "../shared/i18n/ru/birth";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Loaded } from "../shared/shell/loaded";
import { Button } from "../shared/ui/button";
import { useChat } from "../shared/ui/chat/use_chat";
import { Icon } from "../shared/ui/icon";
import { sun } from "../shared/ui/icons";
import { personOf } from "../shared/ui/inbox/facts";
import { Skeleton, Tag } from "../shared/ui/mark";
import { EmptyState } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import { ExtendDialog } from "./extend_dialog";
import { OrderNotice } from "./order_notice";
import { BuyLink, Recommended } from "./recommended";
import { CATALOGUE, chatAddress } from "./routes";
import { Unpaid } from "./unpaid";

/** «Мои услуги»: what is paid and lives, what else there is, what is over. */
export function Services({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<CabinetKey>();
  const order = cabinet.router.place.value.query.get("order");
  const { active, past } = cabinet;
  useEffect(() => {
    void active.load();
    void past.load();
  }, [active, past]);
  return (
    <div class="page cabinet__page stack stack--loose">
      <h1 class="cabinet__title">{t("cabinet.services")}</h1>
      {order && <OrderNotice key={order} cabinet={cabinet} id={order} />}
      <Unpaid cabinet={cabinet} but={order} />
      <section class="stack" aria-labelledby="packages">
        <h2 class="cabinet__block" id="packages">
          {t("cabinet.services_active")}
        </h2>
        <Loaded of={active} skeleton={<Skeletons />}>
          {(entitlements) =>
            entitlements.length > 0 ? <Entitlements cabinet={cabinet} entitlements={entitlements} /> : <Nothing />
          }
        </Loaded>
      </section>
      <Recommended cabinet={cabinet} />
      <Past cabinet={cabinet} />
    </div>
  );
}

function Nothing() {
  const { t } = useTexts<CabinetKey>();
  return (
    <div class="card">
      <EmptyState
        title={t("cabinet.services_empty")}
        action={
          <a class="button button--primary" href={CATALOGUE}>
            {t("cabinet.to_catalogue")}
          </a>
        }
      />
    </div>
  );
}

function Past({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<CabinetKey>();
  const state = cabinet.past.state.value;
  if (state.name === "ready" && state.data.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="past">
      <h2 class="cabinet__block" id="past">
        {t("cabinet.services_past")}
      </h2>
      <Loaded of={cabinet.past} skeleton={<Skeletons />}>
        {(entitlements) => <Entitlements cabinet={cabinet} entitlements={entitlements} />}
      </Loaded>
    </section>
  );
}

function Entitlements({ cabinet, entitlements }: { cabinet: Cabinet; entitlements: readonly EntitlementOut[] }) {
  return (
    <ul class="cards">
      {entitlements.map((entitlement) => (
        <Entitlement key={entitlement.id} cabinet={cabinet} entitlement={entitlement} />
      ))}
    </ul>
  );
}

function Entitlement({ cabinet, entitlement }: { cabinet: Cabinet; entitlement: EntitlementOut }) {
  const { t, date, language } = useTexts<BirthKey | CabinetKey>();
  const conversation = useChat(cabinet.session.chat, (state) =>
    state.conversations.get(entitlement.conversation_id ?? ""),
  );
  const [extending, setExtending] = useState(false);
  const astrologer = conversation && personOf(conversation, "astrologer")?.name;
  const title = entitlement.service_title[language];
  const isActive = entitlement.state === "active";
  const completed = Boolean(conversation?.details?.completed_at);
  const expired = !completed && Date.parse(entitlement.active_until) <= cabinet.session.chat.now();
  const until = date(entitlement.active_until, "date");
  return (
    <li class={`card package${isActive ? "" : " package--past"}`}>
      <Tag tone={isActive ? "sage" : "plain"}>
        {isActive
          ? t("cabinet.active_until", { date: until })
          : expired
            ? t("cabinet.expired", { date: until })
            : t("cabinet.ended")}
      </Tag>
      <h3 class="package__title">{title}</h3>
      <p class="package__facts">
        {t(`cabinet.format_${entitlement.format}`)}
        {astrologer && <span>{t("cabinet.astrologer", { name: astrologer })}</span>}
        {isActive && entitlement.remaining !== null && (
          <span>{t("cabinet.remaining", { count: entitlement.remaining })}</span>
        )}
      </p>
      {entitlement.needs_birth && entitlement.conversation_id && (
        <p class="package__asks small">
          <Icon of={sun} small />
          {t("birth.missing_card")}
        </p>
      )}
      <div class="card__foot">
        {entitlement.conversation_id && (
          <a
            class={`button button--small button--${isActive ? "primary" : "secondary"}`}
            href={chatAddress(entitlement.conversation_id)}
          >
            {t(entitlement.needs_birth ? "birth.give_card" : isActive ? "cabinet.open_chat" : "cabinet.read_chat")}
            <span class="visually-hidden">: {title}</span>
          </a>
        )}
        {entitlement.extension && (
          <Button size="small" tone="secondary" onClick={() => setExtending(true)}>
            {t("cabinet.extend")}
            <span class="visually-hidden">: {title}</span>
          </Button>
        )}
        {!isActive && (
          <BuyLink
            cabinet={cabinet}
            service={entitlement.service_slug}
            title={title}
            tone="secondary"
            again
            format={entitlement.format}
            astrologer={entitlement.astrologer}
          />
        )}
      </div>
      {extending && <ExtendDialog cabinet={cabinet} entitlement={entitlement} onClose={() => setExtending(false)} />}
    </li>
  );
}

function Skeletons() {
  return (
    <div class="cards">
      {[1, 2].map((card) => (
        <div key={card} class="card">
          <Skeleton width="45%" />
          <Skeleton width="70%" height="1.4em" />
          <Skeleton width="55%" />
          <Skeleton width="8rem" height="2.25rem" />
        </div>
      ))}
    </div>
  );
}
