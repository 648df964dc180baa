import { useEffect, useState } from "preact/hooks";
import type { AstrologerRecord, OrderStory, RefundRecord } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { OfficeKey } from "../shared/i18n/ru/office";
import { Loaded } from "../shared/shell/loaded";
import { createResource } from "../shared/shell/resource";
import { StaffRefundDialog } from "../shared/staff_refund/staff_refund_dialog";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { arrowLeft } from "../shared/ui/icons";
import { Skeleton, Tag } from "../shared/ui/mark";
import { Facts } from "./kit/facts";
import { listAddress } from "./kit/table";
import type { Office } from "./office";
import { TONES } from "./orders";

type Texts = OfficeKey | KitKey;

/** One order: what was bought, by whom, how the money came, and what it granted. */
export function OrderStoryView({ office, id }: { office: Office; id: string }) {
  const { t } = useTexts<Texts>();
  const [resource] = useState(() =>
    createResource(() => office.session.api.call("GET /api/admin/orders/{id}", { path: { id } })),
  );
  useEffect(() => void resource.load(), [resource]);
  return (
    <div class="stack office__form">
      <a class="office__back" href={listAddress("/admin/orders")}>
        <Icon of={arrowLeft} small />
        {t("office.back")}
      </a>
      <Loaded of={resource} skeleton={<Skeleton height="12rem" />}>
        {(story) => <Story office={office} story={story} onRefunded={() => void resource.load()} />}
      </Loaded>
    </div>
  );
}

interface StoryProps {
  office: Office;
  story: OrderStory;
  onRefunded: () => void;
}

function Story({ office, story, onRefunded }: StoryProps) {
  const { t, money } = useTexts<Texts>();
  const [refunds, setRefunds] = useState(false);
  const { language } = office;
  return (
    <>
      <div class="row row--apart">
        <h1>{story.service_title[language]}</h1>
        <Tag tone={TONES[story.state]}>{t(`office.order_${story.state}`)}</Tag>
      </div>
      <Facts
        title="office.order_what"
        facts={[
          ["office.order_number", <code key="number">{story.id}</code>],
          ["office.order_format", t(`office.format_${story.format}`)],
          ["office.order_astrologer", story.astrologer && nameOf(office, story.astrologer)],
          ["office.order_price", story.discount && money(story.price)],
          ["office.order_discount", story.discount && money(story.discount)],
          ["office.order_promo", story.promo_code],
          ["office.order_total", money(story.total)],
        ]}
      />
      <Facts
        title="office.order_who"
        facts={[
          ["office.order_buyer", story.buyer || t("office.order_nobody")],
          ["office.order_phone", story.phone],
          [
            "office.order_others",
            <a key="others" href={`/admin/orders?client=${story.client_id}`}>
              {t("office.order_others_open")}
            </a>,
          ],
          ["office.order_agreed", story.consented_to.map((one) => one.title[language]).join(", ")],
        ]}
      />
      <Life story={story} />
      <Money story={story} />
      {story.state === "paid" && (
        <div class="row">
          <Button tone="secondary" onClick={() => setRefunds(true)}>
            {t("office.order_refund")}
          </Button>
        </div>
      )}
      {refunds && (
        <StaffRefundDialog
          api={office.session.api}
          orderId={story.id}
          onDone={onRefunded}
          onClose={() => setRefunds(false)}
        />
      )}
      {story.granted && <Granted office={office} granted={story.granted} prolongs={story.extends !== null} />}
    </>
  );
}

/** What happened when; what has not happened is left out. */
function Life({ story }: { story: OrderStory }) {
  const { date } = useTexts<Texts>();
  const at = (moment: string | null) => moment && date(moment, "moment");
  return (
    <Facts
      title="office.order_life"
      facts={[
        ["office.order_placed", at(story.created_at)],
        ["office.order_paid_at", at(story.paid_at)],
        ["office.order_cancelled_at", at(story.cancelled_at)],
        ["office.order_cancel_reason", story.cancel_reason],
        ["office.order_refund_requested_at", at(story.refund_requested_at)],
        ["office.order_refunded_at", at(story.refunded_at)],
      ]}
    />
  );
}

function Money({ story }: { story: OrderStory }) {
  const { date, money } = useTexts<Texts>();
  const { payment } = story;
  const at = (moment: string | null) => moment && date(moment, "moment");
  if (!payment) return null;
  return (
    <Facts
      title="office.order_money"
      facts={[
        ["office.payment_amount", money(payment.amount)],
        ["office.payment_provider", payment.provider],
        ["office.payment_number", payment.provider_id && <code>{payment.provider_id}</code>],
        ["office.payment_attempt", payment.attempt > 1 && payment.attempt],
        ["office.payment_succeeded", at(payment.succeeded_at)],
        ["office.payment_cancelled", at(payment.cancelled_at)],
        ["office.payment_refund", payment.refunds.length > 0 && <Refunds refunds={payment.refunds} />],
      ]}
    />
  );
}

/** Each with its sum, the acquirer's name for it, and when it was done. */
function Refunds({ refunds }: { refunds: readonly RefundRecord[] }) {
  const { date, money } = useTexts<Texts>();
  return (
    <ul class="office__lines">
      {refunds.map((one) => (
        <li key={one.asked_at}>
          {money(one.amount)} · {date(one.done_at ?? one.asked_at, "moment")}
          {one.provider_id && <code> {one.provider_id}</code>}
        </li>
      ))}
    </ul>
  );
}

interface GrantedProps {
  office: Office;
  granted: NonNullable<OrderStory["granted"]>;
  prolongs: boolean;
}

function Granted({ office, granted, prolongs }: GrantedProps) {
  const { date } = useTexts<Texts>();
  return (
    <Facts
      title={prolongs ? "office.order_prolonged" : "office.order_granted"}
      facts={[
        ["office.order_astrologer", nameOf(office, granted.astrologer)],
        ["office.granted_until", date(granted.active_until, "date")],
        ["office.granted_ended", granted.ended_at && date(granted.ended_at, "moment")],
        [
          "office.granted_conversation",
          granted.conversation_id && (
            <a href={`/admin/conversations/${granted.conversation_id}`}>
              <code>{granted.conversation_id}</code>
            </a>
          ),
        ],
      ]}
    />
  );
}

function nameOf(office: Office, slug: string): string {
  const row = office.rowsOf("astrologers").find((one) => one.slug === slug) as AstrologerRecord | undefined;
  return row?.name[office.language] ?? slug;
}
