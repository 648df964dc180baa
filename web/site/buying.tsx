/** Opens «Оформление заказа» over the page. */

import { render } from "preact";
import { createApi } from "../shared/api";
import { Checkout } from "../shared/checkout/checkout";
import type { Choice } from "../shared/checkout/choice";
import { TextsProvider } from "../shared/i18n/context";
import type { PageData } from "../shared/page";
import { createToasts, ToastCorner } from "../shared/ui/toast";
import { formTexts } from "./form_texts";

export function buyService(page: PageData, choice: Choice): void {
  const root = document.getElementById("overlay");
  if (!root) return;
  const api = createApi();
  const toasts = createToasts();
  const texts = formTexts(page.language);
  const opener = document.activeElement;
  const close = () => {
    render(null, root);
    forgetChoice();
    if (opener instanceof HTMLElement) opener.focus();
  };
  render(
    <TextsProvider value={texts}>
      <Checkout api={api} toasts={toasts} choice={choice} isSignedIn={page.user !== null} onClose={close} />
      <ToastCorner toasts={toasts} closeLabel={texts.t("kit.close")} />
    </TextsProvider>,
    root,
  );
}

/** A reload after closing must not open the window again. */
function forgetChoice(): void {
  const url = new URL(location.href);
  for (const name of ["buy", "astrologer", "format"]) url.searchParams.delete(name);
  history.replaceState(history.state, "", url);
}
