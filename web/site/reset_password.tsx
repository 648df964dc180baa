import { render } from "preact";
import { NewPassword } from "../shared/account/new_password";
import { createApi } from "../shared/api";
import { TextsProvider, useTexts } from "../shared/i18n/context";
import { type ErrorKey, pageLanguage } from "../shared/i18n/i18n";
import type { AccountKey } from "../shared/i18n/ru/account";
import { Button } from "../shared/ui/button";
import { Field } from "../shared/ui/field";
import { Banner } from "../shared/ui/surface";
import { formTexts } from "./form_texts";

export function showReset(root: HTMLElement): void {
  const token = new URLSearchParams(location.search).get("token") ?? "";
  // The token works once; it has no business in the history.
  history.replaceState(history.state, "", location.pathname);
  render(
    <TextsProvider value={formTexts(pageLanguage())}>
      <Reset state={new NewPassword(createApi(), token)} />
    </TextsProvider>,
    root,
  );
  root.removeAttribute("aria-busy");
}

function Reset({ state }: { state: NewPassword }) {
  const { t } = useTexts<AccountKey>();
  if (!state.saved.value && !state.broken.value) return <ResetForm state={state} />;
  return (
    <div class="stack">
      {state.saved.value ? (
        <Banner>{t("account.password_saved")}</Banner>
      ) : (
        <Banner tone="warning">{t("account.link_broken")}</Banner>
      )}
      <a class="button button--primary button--wide" href="/sign-in">
        {t("account.to_sign_in")}
      </a>
    </div>
  );
}

function ResetForm({ state }: { state: NewPassword }) {
  const { t, error } = useTexts<AccountKey | ErrorKey>();
  const problem = state.problem.value;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void state.save();
      }}
    >
      <Field
        type="password"
        name="password"
        autoComplete="new-password"
        label={t("account.new_password")}
        hint={t("account.new_password_hint")}
        value={state.password.value}
        error={problem === "password_short" ? t("account.password_short") : null}
        onValue={(text) => {
          state.password.value = text;
        }}
      />
      <Field
        type="password"
        name="repeated"
        autoComplete="new-password"
        label={t("account.repeat_password")}
        value={state.repeated.value}
        error={problem === "passwords_differ" ? t("account.passwords_differ") : null}
        onValue={(text) => {
          state.repeated.value = text;
        }}
      />
      {state.failure.value && <Banner tone="danger">{error(state.failure.value)}</Banner>}
      <Button type="submit" wide size="large" busy={state.busy.value}>
        {t("account.save_password")}
      </Button>
    </form>
  );
}
