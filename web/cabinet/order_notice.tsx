import { useEffect, useState } from "preact/hooks";
import type { OrderOut } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Failed } from "../shared/shell/loaded";
import { Button } from "../shared/ui/button";
import { Spinner } from "../shared/ui/mark";
import { Banner } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import { isOnSale } from "./on_sale";
import { type WatchedOrder, watchOrder } from "./order";
import { chatAddress } from "./routes";
import { PayingFailure, usePaying } from "./unpaid";

/** Back from payment: how the order stands, until the consultation opens by itself. */
export function OrderNotice({ cabinet, id }: { cabinet: Cabinet; id: string }) {
  const [watched, setWatched] = useState<WatchedOrder | null>(null);
  useEffect(() => {
    const watching = watchOrder({
      ...cabinet.session,
      id,
      onOpened: (conversationId) => cabinet.router.go(chatAddress(conversationId), { replace: true }),
    });
    setWatched(watching);
    return () => watching.close();
  }, [cabinet, id]);
  return watched && <Standing cabinet={cabinet} watched={watched} />;
}

function Standing({ cabinet, watched }: { cabinet: Cabinet; watched: WatchedOrder }) {
  const { t } = useTexts<CabinetKey>();
  const state = watched.state.value;
  if (state.name === "failed" && state.error.code === "not_found") {
    return <Banner title={t("cabinet.order_missing")}>{t("cabinet.order_missing_text")}</Banner>;
  }
  if (state.name === "failed") return <Failed error={state.error} onRetry={() => void watched.load()} />;
  if (state.name === "loading") return <Waiting title={t("cabinet.order_waiting")} />;
  return <Known cabinet={cabinet} order={state.data} slow={watched.slow.value} />;
}

function Known({ cabinet, order, slow }: { cabinet: Cabinet; order: OrderOut; slow: boolean }) {
  const { t, language } = useTexts<CabinetKey>();
  const service = order.service_title[language];
  if (order.state === "refunded") {
    return <Banner title={t("cabinet.order_refunded")}>{t("cabinet.order_refunded_text", { service })}</Banner>;
  }
  if (order.state === "cancelled") return <Cancelled cabinet={cabinet} order={order} />;
  if (order.is_declined) return <Declined cabinet={cabinet} order={order} />;
  if (order.state === "paid") {
    return <Waiting title={t("cabinet.order_paid")} text={t("cabinet.order_paid_text", { service })} />;
  }
  return (
    <Waiting
      title={t("cabinet.order_waiting")}
      text={t(slow ? "cabinet.order_slow_text" : "cabinet.order_waiting_text")}
      payment={slow ? order.payment_url : null}
    />
  );
}

/** Not paid for in time, or not at all: ordered again while the service is sold. */
function Cancelled({ cabinet, order }: { cabinet: Cabinet; order: OrderOut }) {
  const { t, language } = useTexts<CabinetKey>();
  const service = order.service_title[language];
  const key = order.is_expired ? "cabinet.order_expired" : "cabinet.order_cancelled";
  const canBuy = isOnSale(cabinet.onSale, order.service_slug);
  const again = () => {
    cabinet.buying.value = { service: order.service_slug, astrologer: null, format: order.format };
  };
  return (
    <Banner
      tone={order.is_expired ? "warning" : "danger"}
      title={t(key)}
      action={
        canBuy && <Button onClick={again}>{t(order.is_expired ? "cabinet.order_renew" : "cabinet.order_again")}</Button>
      }
    >
      {t(canBuy ? `${key}_text` : "cabinet.order_not_taken", { service })}
    </Banner>
  );
}

/** The order waits on: another card pays for the same one. */
function Declined({ cabinet, order }: { cabinet: Cabinet; order: OrderOut }) {
  const { t, date, language } = useTexts<CabinetKey>();
  const paying = usePaying(cabinet);
  const service = order.service_title[language];
  return (
    <>
      <Banner
        tone="danger"
        title={t("cabinet.order_cancelled")}
        action={
          <Button busy={paying.busy.value} onClick={() => void paying.pay(order.id)}>
            {t("cabinet.order_again")}
          </Button>
        }
      >
        {t("cabinet.order_declined_text", { service, moment: date(order.pay_until ?? order.created_at, "moment") })}
      </Banner>
      <PayingFailure paying={paying} />
    </>
  );
}

function Waiting({ title, text, payment }: { title: string; text?: string; payment?: string | null }) {
  const { t } = useTexts<CabinetKey>();
  return (
    <div class="card order" role="status">
      <Spinner />
      <div class="order__words">
        <p class="order__title">{title}</p>
        {text && <p class="soft">{text}</p>}
      </div>
      {payment && (
        <a class="button button--secondary" href={payment}>
          {t("cabinet.order_to_payment")}
        </a>
      )}
    </div>
  );
}
