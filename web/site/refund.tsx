import { render } from "preact";
import type { OrderOut, RefundChoice } from "../contracts/openapi";
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
  const state = new Refunds(createApi());
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
  const choices = state.choices.value;
  const failure = state.failure.value;
  const chosen = state.chosen.value;
  return (
    <div class="stack">
      {state.done.value && <Banner>{t("site.refund_done")}</Banner>}
      {failure && <Banner tone="danger">{error(failure)}</Banner>}
      {choices === null && !failure && <Spinner label={t("kit.loading")} />}
      {choices?.length === 0 && state.next.value === null && <EmptyState title={t("site.refund_empty")} />}
      {choices?.map((choice) => (
        <Purchase key={choice.order.id} choice={choice} onAsk={() => state.choose(choice.order)} />
      ))}
      {state.next.value !== null && (
        <Button tone="secondary" onClick={() => void state.more()}>
          {t("site.refund_more")}
        </Button>
      )}
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

function Purchase({ choice, onAsk }: { choice: RefundChoice; onAsk: () => void }) {
  const { t, date, money, language } = useTexts<SiteKey>();
  const { order, refusal, until } = choice;
  return (
    <div class="card">
      <div class="row row--apart">
        <div>
          <p class="card__heading">{order.service_title[language]}</p>
          <p class="soft small">
            {t("site.refund_bought", { date: date(order.paid_at ?? order.created_at, "date") })} · {money(order.total)}
          </p>
          {order.refunded && order.state !== "refunded" && (
            <p class="soft small">{t("site.refund_part", { price: money(order.refunded) })}</p>
          )}
          <p class="small">{refusal ? refusal.detail : t("site.refund_until", { date: date(until, "moment") })}</p>
        </div>
        {!refusal && (
          <Button tone="secondary" onClick={onAsk}>
            {t("site.refund_ask")}
          </Button>
        )}
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

/** What goes back: all that has not yet. */
function left({ total, refunded }: OrderOut): OrderOut["total"] {
  return { ...total, amount: total.amount - (refunded?.amount ?? 0) };
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
      <p>{t("site.refund_sure", { price: money(left(order)), service: order.service_title[language] })}</p>
    </Dialog>
  );
}
