import { useEffect, useMemo } from "preact/hooks";
import type { StaffOrderOut } from "../../contracts/openapi";
import type { Api } from "../api";
import { useTexts } from "../i18n/context";
import type { KitKey } from "../i18n/ru/kit";
import type { StaffRefundKey } from "../i18n/ru/staff_refund";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Skeleton } from "../ui/mark";
import { Banner } from "../ui/surface";
import { OrderFacts } from "./order_facts";
import { RefundForm } from "./refund_form";
import { Refunding } from "./refunding";
import "./staff_refund.css";

export interface StaffRefundProps {
  api: Api;
  orderId: string;
  /** Money has gone back, or is on its way: how the order stands then. */
  onDone: (order: StaffOrderOut) => void;
  onClose: () => void;
}

/** «Возврат денег»: what was paid and used, how much goes back and why, asked once more, and what became of it. */
export function StaffRefundDialog({ api, orderId, onDone, onClose }: StaffRefundProps) {
  const i18n = useTexts<StaffRefundKey | KitKey>();
  const { t } = i18n;
  const refunding = useMemo(() => new Refunding(api, orderId, onDone), [api, orderId]);
  useEffect(() => void refunding.load(), [refunding]);
  const order = refunding.order.value;
  const failure = refunding.failure.value;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("refund.title")}
      closeLabel={t("kit.close")}
      footer={<Foot refunding={refunding} onClose={onClose} />}
    >
      <div class="stack">
        {failure && <Banner tone="danger">{failure.of("order") ?? failure.of("amount") ?? i18n.error(failure)}</Banner>}
        {order === null && !failure && <Skeleton height="14rem" />}
        {order !== null && <Body order={order} refunding={refunding} />}
      </div>
    </Dialog>
  );
}

function Body({ order, refunding }: { order: StaffOrderOut; refunding: Refunding }) {
  const { t, money } = useTexts<StaffRefundKey>();
  const step = refunding.step.value;
  const kopecks = step === "done" ? refunding.sent.value : (refunding.amount.value ?? 0);
  const sum = { amount: kopecks, currency: "RUB" };
  if (step === "sure") return <p class="staff-refund__sure">{t("refund.sure", { price: money(sum) })}</p>;
  return (
    <>
      {order.refunding && (
        <Banner
          tone="warning"
          action={
            <Button tone="secondary" size="small" onClick={() => void refunding.load()}>
              {t("refund.refresh")}
            </Button>
          }
        >
          {t("refund.on_its_way", { price: money(order.refunding) })}
        </Banner>
      )}
      {step === "done" && !order.refunding && <Banner>{t("refund.done", { price: money(sum) })}</Banner>}
      <OrderFacts order={order} />
      {step === "form" && !order.refusal && <RefundForm order={order} refunding={refunding} />}
      {step === "form" && order.refusal && !order.refunding && <Banner>{order.refusal.detail}</Banner>}
    </>
  );
}

function Foot({ refunding, onClose }: { refunding: Refunding; onClose: () => void }) {
  const { t, money } = useTexts<StaffRefundKey | KitKey>();
  const order = refunding.order.value;
  const amount = refunding.amount.value;
  const step = refunding.step.value;
  if (step === "sure")
    return (
      <>
        <Button tone="secondary" disabled={refunding.busy.value} onClick={() => refunding.back()}>
          {t("refund.back")}
        </Button>
        <Button tone="danger" busy={refunding.busy.value} onClick={() => void refunding.refund()}>
          {t("refund.yes")}
        </Button>
      </>
    );
  if (step === "done" || order === null || order.refusal)
    return (
      <Button tone="secondary" onClick={onClose}>
        {t("kit.close")}
      </Button>
    );
  return (
    <>
      <Button tone="secondary" onClick={onClose}>
        {t("kit.cancel")}
      </Button>
      <Button onClick={() => refunding.proceed()}>
        {t("refund.proceed", { price: amount === null ? "…" : money({ amount, currency: "RUB" }) })}
      </Button>
    </>
  );
}
