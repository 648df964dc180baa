import type { ComponentChildren } from "preact";
import type { StaffOrderOut } from "../../contracts/openapi";
import { useTexts } from "../i18n/context";
import type { StaffRefundKey } from "../i18n/ru/staff_refund";

/** What a refund is decided by. */
export function OrderFacts({ order }: { order: StaffOrderOut }) {
  const { t, money, date, language } = useTexts<StaffRefundKey>();
  const { order: bought } = order;
  return (
    <dl class="staff-refund__facts">
      <Fact name="refund.client">{order.client_name || "—"}</Fact>
      <Fact name="refund.service">
        {bought.service_title[language]}
        {order.active_until && !order.completed_at && (
          <span class="staff-refund__line soft">{t("refund.until", { date: date(order.active_until, "date") })}</span>
        )}
      </Fact>
      <Fact name="refund.paid">
        {bought.paid_at
          ? t("refund.paid_at", { price: money(order.paid), date: date(bought.paid_at, "date") })
          : money(order.paid)}
      </Fact>
      <Fact name="refund.used">
        <Used order={order} />
      </Fact>
      {order.refunds.length > 0 && (
        <Fact name="refund.given_back">
          {order.refunds.map((one) => (
            <span key={one.done_at} class="staff-refund__line">
              {t("refund.paid_at", { price: money(one.amount), date: date(one.done_at, "date") })}
            </span>
          ))}
        </Fact>
      )}
      <Fact name="refund.left">
        <strong>{money(order.refundable)}</strong>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: StaffRefundKey; children: ComponentChildren }) {
  const { t } = useTexts<StaffRefundKey>();
  return (
    <div class="staff-refund__fact">
      <dt>{t(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Used({ order }: { order: StaffOrderOut }) {
  const { t, date } = useTexts<StaffRefundKey>();
  if (order.completed_at) return <>{t("refund.given", { date: date(order.completed_at, "date") })}</>;
  const parts = [
    t("refund.used_share", { percent: order.used_percent }),
    t(order.has_begun ? "refund.begun" : "refund.untouched"),
  ];
  return <>{parts.join(" · ")}</>;
}
