import { useEffect, useMemo, useRef } from "preact/hooks";
import { SignIn } from "../account/sign_in";
import type { Api } from "../api";
import { useTexts } from "../i18n/context";
import type { CheckoutKey } from "../i18n/ru/checkout";
import type { KitKey } from "../i18n/ru/kit";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Spinner } from "../ui/mark";
import { Banner, EmptyState } from "../ui/surface";
import type { Toasts } from "../ui/toast";
import "./checkout.css";
import type { ErrorKey } from "../i18n/i18n";
import type { Choice } from "./choice";
import { Order } from "./order";
import { OrderFields } from "./order_fields";

export interface CheckoutProps {
  api: Api;
  toasts: Toasts;
  choice: Choice;
  isSignedIn: boolean;
  onClose: () => void;
}

/**
 * The window «Оформление заказа». Needs the namespaces `checkout`, `account`, `kit` and `errors`. A visitor signs in inside
 * of it, so that nothing filled in is lost.
 */
export function Checkout({ api, toasts, choice, isSignedIn, onClose }: CheckoutProps) {
  const { t, error } = useTexts<CheckoutKey | ErrorKey | KitKey>();
  const order = useMemo(
    () =>
      new Order({ api, choice, isSignedIn, leave: (url) => location.assign(url), newKey: () => crypto.randomUUID() }),
    [choice.service, choice.astrologer],
  );
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => void order.load(), [order]);
  const step = order.step.value;
  useEffect(() => {
    const problem = body.current?.querySelector<HTMLElement>("[aria-invalid='true']");
    if (problem) problem.focus();
    // What belongs to no field stands at the end of a window that may be longer than the screen.
    else if (order.refusals.value > 0)
      [...(body.current?.querySelectorAll(".banner") ?? [])].at(-1)?.scrollIntoView({ block: "center" });
  }, [order.refusals.value]);

  const title = step === "sign_in" ? t("checkout.sign_in") : t("checkout.title");
  const failure = order.failure.value;
  const gone = order.gone.value;
  return (
    <Dialog open onClose={onClose} title={title} closeLabel={t("checkout.close")}>
      <div class="checkout" ref={body}>
        {step === "sign_in" && (
          <>
            <p class="soft">{t("checkout.sign_in_why")}</p>
            <SignIn
              api={api}
              toasts={toasts}
              phone={order.form.value.phone_complete ? order.form.value.phone : ""}
              onSignedIn={(user) => order.signedIn(user)}
            />
            <button type="button" class="button button--quiet" onClick={() => order.backToForm()}>
              {t("checkout.back")}
            </button>
          </>
        )}
        {step === "paying" && (
          <p class="checkout__wait">
            <Spinner />
            {t("checkout.paying")}
          </p>
        )}
        {step === "form" && gone && (
          <EmptyState
            title={gone.detail || t("checkout.gone")}
            action={
              <a class="button button--primary" href="/#services">
                {t("checkout.to_catalogue")}
              </a>
            }
          />
        )}
        {step === "form" && !gone && order.service.value && <OrderFields order={order} service={order.service.value} />}
        {step === "form" && !gone && !order.service.value && !failure && (
          <p class="checkout__wait">
            <Spinner />
            {t("checkout.loading")}
          </p>
        )}
        {failure && (
          <Banner
            tone="danger"
            action={
              !order.service.value && (
                <Button tone="secondary" size="small" onClick={() => void order.load()}>
                  {t("kit.retry")}
                </Button>
              )
            }
          >
            {error(failure)}
            {order.service.value && failure.code === "unavailable" && ` ${t("checkout.once")}`}
          </Banner>
        )}
      </div>
    </Dialog>
  );
}
