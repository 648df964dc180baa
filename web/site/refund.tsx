import { useSignal } from "@preact/signals";
import { render } from "preact";
import { useEffect } from "preact/hooks";
import type { OrderOut } from "../contracts/openapi";
import { type Api, type ApiError, createApi } from "../shared/api";
import { TextsProvider, useTexts } from "../shared/i18n/context";
import { type ErrorKey, pageLanguage } from "../shared/i18n/i18n";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { SiteKey } from "../shared/i18n/ru/site";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Spinner } from "../shared/ui/mark";
import { Banner, EmptyState } from "../shared/ui/surface";
import { formTexts } from "./form_texts";

export function showRefund(root: HTMLElement): void {
  render(
    <TextsProvider value={formTexts(pageLanguage())}>
      <Refunds api={createApi()} />
    </TextsProvider>,
    root,
  );
}

/** «Форма возврата»: paid orders with a button each; whether an order may be returned is the server's to say. */
function Refunds({ api }: { api: Api }) {
  const { t, error } = useTexts<SiteKey | KitKey | ErrorKey>();
  const orders = useSignal<readonly OrderOut[] | null>(null);
  const chosen = useSignal<OrderOut | null>(null);
  const failure = useSignal<ApiError | null>(null);
  const done = useSignal(false);
  const busy = useSignal(false);

  const load = async () => {
    const answer = await api.call("GET /api/orders", { query: { limit: 100 } });
    if (answer.ok) orders.value = answer.data.items.filter(({ state }) => state === "paid");
    else failure.value = answer.error;
  };
  const giveBack = async (order: OrderOut) => {
    busy.value = true;
    const answer = await api.call("POST /api/orders/{id}/refund", { path: { id: order.id } });
    busy.value = false;
    chosen.value = null;
    done.value = answer.ok;
    failure.value = answer.ok ? null : answer.error;
    if (answer.ok) await load();
  };
  useEffect(() => void load(), []);

  return (
    <div class="stack">
      {done.value && <Banner>{t("site.refund_done")}</Banner>}
      {failure.value && <Banner tone="danger">{error(failure.value)}</Banner>}
      {orders.value === null && !failure.value && <Spinner label={t("kit.loading")} />}
      {orders.value?.length === 0 && <EmptyState title={t("site.refund_empty")} />}
      {orders.value?.map((order) => (
        <Purchase key={order.id} order={order} onAsk={() => (chosen.value = order)} />
      ))}
      {chosen.value && (
        <Confirmation
          order={chosen.value}
          busy={busy.value}
          onConfirm={giveBack}
          onClose={() => (chosen.value = null)}
        />
      )}
    </div>
  );
}

function Purchase({ order, onAsk }: { order: OrderOut; onAsk: () => void }) {
  const { t, date, money, language } = useTexts<SiteKey>();
  return (
    <div class="card">
      <div class="row row--apart">
        <div>
          <p class="card__heading">{order.service_title[language]}</p>
          <p class="soft small">
            {t("site.refund_bought", { date: date(order.paid_at ?? order.created_at, "date") })} · {money(order.total)}
          </p>
        </div>
        <Button tone="secondary" onClick={onAsk}>
          {t("site.refund_ask")}
        </Button>
      </div>
    </div>
  );
}

interface ConfirmationProps {
  order: OrderOut;
  busy: boolean;
  onConfirm: (order: OrderOut) => void;
  onClose: () => void;
}

function Confirmation({ order, busy, onConfirm, onClose }: ConfirmationProps) {
  const { t, money, language } = useTexts<SiteKey | KitKey>();
  const footer = (
    <>
      <Button tone="secondary" onClick={onClose}>
        {t("site.refund_keep")}
      </Button>
      <Button tone="danger" busy={busy} onClick={() => onConfirm(order)}>
        {t("site.refund_confirm")}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={onClose} title={t("site.refund_ask")} closeLabel={t("kit.close")} footer={footer}>
      <p>{t("site.refund_sure", { price: money(order.total), service: order.service_title[language] })}</p>
    </Dialog>
  );
}
