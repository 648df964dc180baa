import type { StaffOrderOut } from "../../contracts/openapi";
import { useTexts } from "../i18n/context";
import type { StaffRefundKey } from "../i18n/ru/staff_refund";
import { Field, FieldFrame } from "../ui/field";
import { type Refunding, type Share, shares } from "./refunding";

const LONGEST_REASON = 500;

interface FormProps {
  order: StaffOrderOut;
  refunding: Refunding;
}

/** How much, and why. */
export function RefundForm({ order, refunding }: FormProps) {
  const { t } = useTexts<StaffRefundKey>();
  const isMissing = refunding.checked.value && refunding.reason.value.trim() === "";
  return (
    <form
      class="staff-refund__form stack"
      onSubmit={(event) => {
        event.preventDefault();
        refunding.proceed();
      }}
    >
      <p class="soft small">
        {order.client_refusal
          ? t("refund.client_rule", { reason: order.client_refusal.detail })
          : t("refund.client_may")}
      </p>
      <HowMuch order={order} refunding={refunding} />
      <FieldFrame
        label={t("refund.reason")}
        hint={t("refund.reason_hint")}
        error={isMissing ? t("refund.reason_missing") : null}
        required
      >
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={LONGEST_REASON}
            value={refunding.reason.value}
            onInput={(event) => {
              refunding.reason.value = event.currentTarget.value;
            }}
          />
        )}
      </FieldFrame>
      <p class="small" aria-live="polite">
        {t(consequence(order, refunding.isWhole.value))}
      </p>
    </form>
  );
}

function consequence({ order }: StaffOrderOut, isWhole: boolean): StaffRefundKey {
  if (!isWhole) return "refund.goes_on";
  return order.extends ? "refund.closes_extension" : "refund.closes";
}

function HowMuch({ order, refunding }: FormProps) {
  const { t, money } = useTexts<StaffRefundKey>();
  const chosen = refunding.share.value;
  const label = (share: Share) => {
    if (share === "other") return t("refund.other");
    return t(`refund.${share}`, { price: money(share === "all" ? order.refundable : order.suggested) });
  };
  return (
    <fieldset class="stack stack--tight">
      <legend class="staff-refund__legend field__label">{t("refund.how_much")}</legend>
      {shares(order).map((share) => (
        <label key={share} class="check">
          <input type="radio" name="share" checked={chosen === share} onChange={() => refunding.choose(share)} />
          <span>{label(share)}</span>
        </label>
      ))}
      {chosen === "other" && <OtherSum order={order} refunding={refunding} />}
    </fieldset>
  );
}

function OtherSum({ order, refunding }: FormProps) {
  const { t, money } = useTexts<StaffRefundKey>();
  const problem = refunding.checked.value ? refunding.amountProblem.value : null;
  return (
    <div class="staff-refund__sum">
      <Field
        label={t("refund.sum")}
        inputMode="decimal"
        autoComplete="off"
        value={refunding.typed.value}
        onValue={(typed) => refunding.type(typed)}
        error={problem && t(`refund.sum_${problem}`, { price: money(order.refundable) })}
        required
      />
    </div>
  );
}
