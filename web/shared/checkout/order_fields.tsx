import type { ServiceOut } from "../../contracts/openapi";
import { useTexts } from "../i18n/context";
import type { CheckoutKey } from "../i18n/ru/checkout";
import type { KitKey } from "../i18n/ru/kit";
import { Button } from "../ui/button";
import { Check, Field, FieldFrame } from "../ui/field";
import { NameFields } from "../ui/name_fields";
import { PhoneField } from "../ui/phone_field";
import { Banner } from "../ui/surface";
import type { Order, OrderField } from "./order";

const MISSING: Partial<Record<OrderField, CheckoutKey>> = {
  first_name: "checkout.name_missing",
  phone: "checkout.phone_incomplete",
  consent: "checkout.consent_missing",
};

function useProblem(order: Order): (field: OrderField) => string | null {
  const { t } = useTexts<CheckoutKey>();
  return (field) => {
    const problem = order.problems.value[field];
    if (!problem) return null;
    if ("detail" in problem) return problem.detail;
    const key = MISSING[field];
    return key ? t(key) : null;
  };
}

export function OrderFields({ order, service }: { order: Order; service: ServiceOut }) {
  const { t } = useTexts<CheckoutKey>();
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void order.confirm();
      }}
    >
      <Offer order={order} service={service} />
      {order.welcomed.value && <Banner>{t("checkout.signed_in")}</Banner>}
      <Person order={order} />
      <Wishes order={order} service={service} />
      <PromoCode order={order} />
      <Consent order={order} />
      {order.repriced.value && <Repriced order={order} />}
      <Button type="submit" wide size="large" busy={order.busy.value}>
        {t("checkout.confirm")}
      </Button>
      <p class="faint small checkout__note" role="status">
        {t(
          order.slow.value
            ? "checkout.slow"
            : order.total.value?.amount === 0
              ? "checkout.free_note"
              : "checkout.payment_note",
        )}
      </p>
    </form>
  );
}

/** The new price is said where the next press is, and stands above as well. */
function Repriced({ order }: { order: Order }) {
  const { t, money } = useTexts<CheckoutKey>();
  const total = order.total.value;
  return (
    <Banner tone="warning" title={t("checkout.repriced")}>
      {total && t("checkout.repriced_text", { price: money(total) })}
    </Banner>
  );
}

function Offer({ order, service }: { order: Order; service: ServiceOut }) {
  const { t, money } = useTexts<CheckoutKey>();
  const total = order.total.value ?? service.price;
  const promo = order.promo.value;
  return (
    <div class="checkout__offer">
      <div>
        <p class="checkout__service">{service.title}</p>
        <p class="faint small">{t("checkout.validity", { validity: service.validity.text })}</p>
      </div>
      <p class="checkout__price" aria-live="polite">
        {promo && (
          <del class="faint small">
            <span class="visually-hidden">{t("checkout.old_price")}: </span>
            {money(service.price)}
          </del>
        )}
        <span class="price">
          {promo && <span class="visually-hidden">{t("checkout.total")}: </span>}
          {money(total)}
        </span>
      </p>
    </div>
  );
}

function Person({ order }: { order: Order }) {
  const { t } = useTexts<CheckoutKey | KitKey>();
  const problem = useProblem(order);
  const form = order.form.value;
  return (
    <>
      <div class="checkout__pair">
        <NameFields value={form} onChange={(part) => order.change(part)} problem={problem} />
      </div>
      <PhoneField
        label={t("checkout.phone")}
        countries={order.countries.value}
        name="phone"
        required
        value={form.phone}
        error={problem("phone")}
        onValue={(phone, phone_complete) => order.change({ phone, phone_complete })}
      />
    </>
  );
}

function Wishes({ order, service }: { order: Order; service: ServiceOut }) {
  const { t, date } = useTexts<CheckoutKey>();
  const form = order.form.value;
  const problem = useProblem(order);
  const formatGone = problem("format");
  return (
    <>
      <fieldset class="checkout__formats">
        <legend class="field__label">{t("checkout.format")}</legend>
        {service.formats.map(({ format, title }) => (
          <label class="check" key={format}>
            <input
              type="radio"
              name="format"
              value={format}
              checked={form.format === format}
              onChange={() => order.change({ format })}
            />
            <span>{title}</span>
          </label>
        ))}
        {formatGone && (
          <p class="field__error checkout__gone" role="alert">
            {formatGone}
          </p>
        )}
      </fieldset>
      {service.astrologers.length > 0 && (
        <FieldFrame label={t("checkout.astrologer")} error={problem("astrologer")}>
          {(control) => (
            <select
              {...control}
              name="astrologer"
              value={form.astrologer ?? ""}
              onChange={(event) => order.change({ astrologer: event.currentTarget.value || null })}
            >
              <option value="">{t("checkout.any_astrologer")}</option>
              {service.astrologers.map(({ slug, name, takes_new: takesNew, availability }) => (
                <option key={slug} value={slug} disabled={!takesNew}>
                  {takesNew
                    ? availability.until
                      ? t("checkout.returns", { name, when: date(availability.until, "moment") })
                      : name
                    : t("checkout.full", { name })}
                </option>
              ))}
            </select>
          )}
        </FieldFrame>
      )}
    </>
  );
}

function PromoCode({ order }: { order: Order }) {
  const { t, money } = useTexts<CheckoutKey>();
  const problem = useProblem(order);
  const promo = order.promo.value;
  return (
    <div class="checkout__promo">
      <Field
        label={t("checkout.promo")}
        name="promo_code"
        autoComplete="off"
        maxLength={64}
        value={order.form.value.promo_code}
        error={problem("promo_code")}
        hint={promo ? t("checkout.discount", { discount: money(promo.discount) }) : null}
        onValue={(promo_code) => order.change({ promo_code })}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          void order.applyPromo();
        }}
      />
      <Button tone="secondary" onClick={() => void order.applyPromo()}>
        {t("checkout.apply")}
      </Button>
    </div>
  );
}

function Consent({ order }: { order: Order }) {
  const { t } = useTexts<CheckoutKey>();
  const problem = useProblem(order)("consent");
  return (
    <div class="stack stack--tight">
      <Check
        checked={order.form.value.consent}
        invalid={problem !== null}
        required
        onChecked={(consent) => order.change({ consent })}
      >
        {t("checkout.consent_before")}
        <a href="/legal/privacy" target="_blank" rel="noopener">
          {t("checkout.consent_policy")}
        </a>
        {t("checkout.consent_and")}
        <a href="/legal/terms" target="_blank" rel="noopener">
          {t("checkout.consent_offer")}
        </a>
      </Check>
      {problem && (
        <p class="field__error" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
