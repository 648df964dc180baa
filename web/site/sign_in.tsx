import { render } from "preact";
import { SignIn } from "../shared/account/sign_in";
import { createApi } from "../shared/api";
import { TextsProvider } from "../shared/i18n/context";
import type { PageData } from "../shared/page";
import { createToasts, ToastCorner } from "../shared/ui/toast";
import { formTexts } from "./form_texts";

export function showSignIn(root: HTMLElement, page: PageData): void {
  const toasts = createToasts();
  const texts = formTexts(page.language);
  // Opened by somebody signed in, this page leads to their own place.
  const go = () => location.replace(page.next ?? "/sign-in");
  render(
    <TextsProvider value={texts}>
      <SignIn api={createApi()} toasts={toasts} onSignedIn={go} />
      <ToastCorner toasts={toasts} closeLabel={texts.t("kit.close")} />
    </TextsProvider>,
    root,
  );
  root.removeAttribute("aria-busy");
}
