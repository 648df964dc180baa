import { render } from "preact";
import type { OrderOut } from "../contracts/openapi";
import { createApi } from "../shared/api";
import { TextsProvider, useTexts } from "../shared/i18n/context";
import { type ErrorKey, pageLanguage } from "../shared/i18n/i18n";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { SiteKey } from "../shared/i18n/ru/site";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Spinner } from "../shared/ui/mark";
import { Banner, EmptyState } from "../shared/ui/surface";
import { formTexts } from "./form_texts";
import { Refunds } from "./refunds";

export function showRefund(root: HTMLElement): void {
  const state = new Refunds(createApi(), Number(root.dataset.days));
  void state.load();
  render(
    <TextsProvider value={formTexts(pageLanguage())}>
      <RefundList state={state} />
    </TextsProvider>,
    root,
  );
}

function RefundList({ state }: { state: Refunds }) {
  const { t, error } = useTexts<SiteKey | KitKey | ErrorKey>();
  const orders = state.orders.value;
  const failure = state.failure.value;
  const chosen = state.chosen.value;
  return (
    <div class="stack">
      {state.done.value && <Banner>{t("site.refund_done")}</Banner>}
      {failure && <Banner tone="danger">{error(failure)}</Banner>}
      {orders === null && !failure && <Spinner label={t("kit.loading")} />}
      {orders?.length === 0 && <EmptyState title={t("site.refund_empty")} />}
      {orders?.map((order) => (
        <Purchase key={order.id} order={order} onAsk={() => state.choose(order)} />
      ))}
      {chosen && (
        <Confirmation
          order={chosen}
          busy={state.busy.value}
          onConfirm={(order) => void state.giveBack(order)}
          onClose={() => state.choose(null)}
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
