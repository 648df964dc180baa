import { useEffect } from "preact/hooks";
import type { ConsultationFormat, RecommendedService } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Loaded } from "../shared/shell/loaded";
import { Skeleton } from "../shared/ui/mark";
import type { Cabinet } from "./cabinet";
import { isOnSale } from "./on_sale";
import { buyAddress } from "./routes";

const MOST = 3;

/** «Рекомендуем для вас»; without recommendations there is nothing to show. */
export function Recommended({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<CabinetKey>();
  const { recommended } = cabinet;
  useEffect(() => void recommended.load(), [recommended]);
  const state = recommended.state.value;
  if (state.name === "ready" && state.data.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="recommended">
      <h2 class="cabinet__block" id="recommended">
        {t("cabinet.recommended")}
      </h2>
      <Loaded of={recommended} skeleton={<Skeletons />}>
        {(services) => (
          <ul class="cards cards--services">
            {services.slice(0, MOST).map((service) => (
              <Service key={service.slug} cabinet={cabinet} service={service} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function Service({ cabinet, service }: { cabinet: Cabinet; service: RecommendedService }) {
  const { money } = useTexts<CabinetKey>();
  return (
    <li class="card card--link service">
      <img class="service__picture" src={service.illustration} alt="" width="320" height="200" loading="lazy" />
      <h3 class="service__title">
        <a class="card__cover" href={`/services/${service.slug}`}>
          {service.title}
        </a>
      </h3>
      {service.reason && <p class="service__reason small">{service.reason}</p>}
      <p class="soft small">{service.summary}</p>
      <div class="card__foot">
        <span class="price">{money(service.price)}</span>
        <BuyLink cabinet={cabinet} service={service.slug} title={service.title} tone="primary" />
      </div>
    </li>
  );
}

export interface BuyLinkProps {
  cabinet: Cabinet;
  service: string;
  title: string;
  tone: "primary" | "secondary";
  again?: boolean;
  /** As it was bought before. */
  format?: ConsultationFormat;
  astrologer?: string | null;
}

/** A link that sells wherever it is opened; here it opens the order over the page. None for what is not sold any more. */
export function BuyLink({ cabinet, service, title, tone, again, format, astrologer }: BuyLinkProps) {
  const { t } = useTexts<CabinetKey>();
  if (again && !isOnSale(cabinet.onSale, service)) return null;
  return (
    <a
      class={`button button--${tone} button--small`}
      href={buyAddress(service)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        cabinet.buying.value = { service, astrologer: astrologer ?? null, format: format ?? null };
      }}
    >
      {t(again ? "cabinet.buy_again" : "cabinet.buy")}
      <span class="visually-hidden">: {title}</span>
    </a>
  );
}

function Skeletons() {
  return (
    <div class="cards cards--services">
      {[1, 2, 3].map((card) => (
        <div key={card} class="card">
          <Skeleton height="9rem" />
          <Skeleton width="60%" height="1.4em" />
          <Skeleton height="3em" />
        </div>
      ))}
    </div>
  );
}
