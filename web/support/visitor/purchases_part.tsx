import { useState } from "preact/hooks";
import type { EntitlementOut, VisitorOrder } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { VisitorKey } from "../../shared/i18n/ru/visitor";
import { StaffRefundDialog } from "../../shared/staff_refund/staff_refund_dialog";
import { Button } from "../../shared/ui/button";
import { Tag, type TagTone } from "../../shared/ui/mark";
import { inOrder, mayBeRefunded, type Standing, standingOf } from "./visitor";
import type { VisitorPartProps } from "./visitor_panel";

const TONES: Record<Standing, TagTone> = {
  paid: "sage",
  awaiting: "warning",
  declined: "danger",
  cancelled: "plain",
  refunded: "plain",
  partly: "warning",
};

/** What they hold and what they paid for it. */
export function PurchasesPart({ desk, about, onRefunded }: VisitorPartProps & { onRefunded: () => void }) {
  const { t } = useTexts<VisitorKey>();
  const [refunded, setRefunded] = useState<string | null>(null);
  const { orders, entitlements, person } = about;
  return (
    <>
      {entitlements.length > 0 && (
        <section class="visitor__part">
          <h4 class="visitor__title">{t("visitor.entitlements")}</h4>
          <ul class="visitor__list">
            {inOrder(entitlements).map((one) => (
              <EntitlementRow key={one.id} entitlement={one} />
            ))}
          </ul>
        </section>
      )}
      <section class="visitor__part">
        <h4 class="visitor__title">{t("visitor.orders")}</h4>
        {orders.length === 0 && (
          <p class="faint small">{t(person.role === "guest" ? "visitor.orders_unknown" : "visitor.no_orders")}</p>
        )}
        <ul class="visitor__list">
          {orders.map((one) => (
            <OrderRow key={one.order.id} one={one} onRefund={() => setRefunded(one.order.id)} />
          ))}
        </ul>
      </section>
      {refunded && (
        <StaffRefundDialog
          api={desk.session.api}
          orderId={refunded}
          onDone={onRefunded}
          onClose={() => setRefunded(null)}
        />
      )}
    </>
  );
}

function EntitlementRow({ entitlement }: { entitlement: EntitlementOut }) {
  const { t, date, language } = useTexts<VisitorKey>();
  const isActive = entitlement.state === "active";
  return (
    <li class="visitor__item">
      <span class="visitor__line">
        <span>{entitlement.service_title[language]}</span>
        <Tag tone={isActive ? "sage" : "plain"}>{t(isActive ? "visitor.active" : "visitor.past")}</Tag>
      </span>
      <span class="faint small">
        {t(isActive ? "visitor.until" : "visitor.ended", { date: date(entitlement.active_until, "date") })}
      </span>
    </li>
  );
}

function OrderRow({ one, onRefund }: { one: VisitorOrder; onRefund: () => void }) {
  const { t, date, money, language } = useTexts<VisitorKey>();
  const { order, payment } = one;
  const standing = standingOf(one);
  const title = order.service_title[language];
  return (
    <li class="visitor__item">
      <span class="visitor__line">
        <span>{title}</span>
        <Tag tone={TONES[standing]}>{t(`visitor.order_${standing}`)}</Tag>
      </span>
      <span class="visitor__line small">
        <span class="price">{money(order.total)}</span>
        <span class="faint">{date(order.paid_at ?? order.created_at, "moment")}</span>
      </span>
      {payment && (
        <span class="faint small">
          {t("visitor.payment", { provider: payment.provider })}
          {payment.tries > 0 && ` · ${t("visitor.tries", { count: payment.tries })}`}
        </span>
      )}
      {order.refunded && order.refunded.amount > 0 && (
        <span class="faint small">{t("visitor.refunded", { price: money(order.refunded) })}</span>
      )}
      {mayBeRefunded(one) && (
        <span>
          <Button tone="secondary" size="small" aria-label={t("visitor.refund_of", { title })} onClick={onRefund}>
            {t("visitor.refund")}
          </Button>
        </span>
      )}
    </li>
  );
}
