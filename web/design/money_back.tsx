import { useState } from "preact/hooks";
import type { StaffOrderOut } from "../contracts/openapi";
import type { Api } from "../shared/api";
import { useTexts } from "../shared/i18n/context";
import type { StaffRefundKey } from "../shared/i18n/ru/staff_refund";
import { StaffRefundDialog } from "../shared/staff_refund/staff_refund_dialog";
import { Button } from "../shared/ui/button";

const roubles = (amount: number) => ({ amount: amount * 100, currency: "RUB" as const });
const BOUGHT_AT = "2026-11-02T09:00:00Z";

const ORDER: StaffOrderOut = {
  order: {
    id: "order",
    state: "paid",
    service_slug: "core-of-personality",
    service_title: { ru: "Ядро личности", en: "Core of personality" },
    format: "written",
    total: roubles(2499),
    discount: null,
    created_at: BOUGHT_AT,
    paid_at: BOUGHT_AT,
    conversation_id: "conversation",
    payment_url: null,
    pay_until: null,
    is_declined: false,
    is_expired: false,
    extends: null,
    refunded: roubles(500),
  },
  client_id: "client",
  client_name: "Анна Белова",
  paid: roubles(2499),
  refunded: roubles(500),
  refunding: null,
  refundable: roubles(1999),
  suggested: roubles(833),
  used_percent: 67,
  has_begun: true,
  active_until: "2026-12-02T09:00:00Z",
  completed_at: null,
  refunds: [{ amount: roubles(500), done_at: "2026-11-10T12:00:00Z" }],
  refusal: null,
  client_refusal: { code: "refund_begun", detail: "Консультация уже началась: в чате есть сообщения." },
};

/** What the window shows of an order that nobody gives back: it answers with what it was made of. */
function stillApi(order: StaffOrderOut): Api {
  return { call: async () => ({ ok: true, data: { order } }) } as unknown as Api;
}

export function MoneyBack() {
  const { t } = useTexts<StaffRefundKey>();
  const [shown, setShown] = useState<Api | null>(null);
  const close = () => setShown(null);
  return (
    <>
      <Button tone="secondary" onClick={() => setShown(stillApi(ORDER))}>
        {t("refund.title")}
      </Button>
      {shown && <StaffRefundDialog api={shown} orderId="order" onDone={() => undefined} onClose={close} />}
    </>
  );
}
