import { useEffect, useMemo } from "preact/hooks";
import type { OrderOut } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { useNow } from "../shared/shell/use_now";
import { Button } from "../shared/ui/button";
import { Tag } from "../shared/ui/mark";
import { Banner } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import { createPaying, type Paying } from "./paying";
import { BuyLink } from "./recommended";

/** An order that nobody paid for is told of for so long. */
const TOLD_MS = 3 * 86_400_000;

/** Orders that wait for their money, and those that have waited in vain. `but`: told of elsewhere on the page. */
export function Unpaid({ cabinet, but }: { cabinet: Cabinet; but: string | null }) {
  const { t } = useTexts<CabinetKey>();
  const { orders } = cabinet;
  const now = useNow(cabinet.session.chat);
  const paying = usePaying(cabinet);
  useEffect(() => void orders.load(), [orders]);
  const state = orders.state.value;
  const shown = state.name === "ready" ? state.data.filter((one) => one.id !== but && isTold(one, now)) : [];
  if (shown.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="unpaid">
      <h2 class="cabinet__block" id="unpaid">
        {t("cabinet.unpaid")}
      </h2>
      <ul class="cards">
        {shown.map((order) => (
          <UnpaidOrder key={order.id} cabinet={cabinet} order={order} paying={paying} />
        ))}
      </ul>
      <PayingFailure paying={paying} />
    </section>
  );
}

function isTold(order: OrderOut, now: number): boolean {
  if (order.state === "awaiting_payment") return true;
  return order.is_expired && now - Date.parse(order.created_at) < TOLD_MS;
}

export function usePaying(cabinet: Cabinet): Paying {
  const { api } = cabinet.session;
  return useMemo(
    () => createPaying({ api, leave: (url) => location.assign(url), lookAgain: () => void cabinet.orders.load() }),
    [cabinet],
  );
}

export function PayingFailure({ paying }: { paying: Paying }) {
  const i18n = useTexts<CabinetKey>();
  const failure = paying.failure.value;
  return failure && <Banner tone="danger">{i18n.error(failure)}</Banner>;
}

function UnpaidOrder({ cabinet, order, paying }: { cabinet: Cabinet; order: OrderOut; paying: Paying }) {
  const { t, date, money, language } = useTexts<CabinetKey>();
  const title = order.service_title[language];
  const waits = order.state === "awaiting_payment";
  return (
    <li class={`card package${waits ? "" : " package--past"}`}>
      <Tag tone={waits ? "accent" : "plain"}>
        {waits && order.pay_until
          ? t("cabinet.pay_until", { moment: date(order.pay_until, "moment") })
          : t("cabinet.order_expired")}
      </Tag>
      <h3 class="package__title">{title}</h3>
      <p class="package__facts">
        {t(`cabinet.format_${order.format}`)}
        <span>{money(order.total)}</span>
      </p>
      {order.is_declined && <p class="small">{t("cabinet.order_declined_before")}</p>}
      <div class="card__foot">
        {waits ? (
          <Button size="small" busy={paying.busy.value} onClick={() => void paying.pay(order.id)}>
            {t("cabinet.pay")}
            <span class="visually-hidden">: {title}</span>
          </Button>
        ) : (
          <BuyLink
            cabinet={cabinet}
            service={order.service_slug}
            title={title}
            tone="secondary"
            again
            format={order.format}
          />
        )}
      </div>
    </li>
  );
}
