import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { CheckoutProps } from "../shared/checkout/checkout";
import type { Cabinet } from "./cabinet";

/** «Оформление заказа» over the page; its code comes when it is wanted. */
export function Buying({ cabinet }: { cabinet: Cabinet }) {
  const choice = cabinet.buying.value;
  const [checkout, setCheckout] = useState<{ View: ComponentType<CheckoutProps> } | null>(null);
  useEffect(() => {
    if (choice && !checkout) {
      import("../shared/checkout/checkout").then(
        ({ Checkout }) => setCheckout({ View: Checkout }),
        // The window's code did not come: the service's page sells as well.
        () => location.assign(`/services/${choice.service}?buy=1`),
      );
    }
  }, [choice, checkout]);
  if (!choice || !checkout) return null;
  return (
    <checkout.View
      api={cabinet.session.api}
      toasts={cabinet.session.toasts}
      choice={choice}
      isSignedIn
      onClose={() => {
        cabinet.buying.value = null;
      }}
    />
  );
}
