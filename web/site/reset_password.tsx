import { useSignal } from "@preact/signals";
import { render } from "preact";
import { type PasswordProblem, passwordProblem } from "../shared/account/new_password";
import { type Api, type ApiError, createApi } from "../shared/api";
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
      <Reset api={createApi()} token={token} />
    </TextsProvider>,
    root,
  );
  root.removeAttribute("aria-busy");
}

function Reset({ api, token }: { api: Api; token: string }) {
  const { t, error } = useTexts<AccountKey | ErrorKey>();
  const password = useSignal("");
  const repeated = useSignal("");
  const problem = useSignal<PasswordProblem>(null);
  const failure = useSignal<ApiError | null>(null);
  const busy = useSignal(false);
  const saved = useSignal(false);

  const save = async () => {
    if (busy.value) return;
    problem.value = passwordProblem(password.value, repeated.value);
    if (problem.value) return;
    busy.value = true;
    const answer = await api.call("POST /api/auth/password/reset", { body: { token, password: password.value } });
    busy.value = false;
    saved.value = answer.ok;
    failure.value = answer.ok ? null : answer.error;
  };
  const toSignIn = (
    <a class="button button--primary button--wide" href="/sign-in">
      {t("account.to_sign_in")}
    </a>
  );
  const broken = token === "" || failure.value?.code === "code_invalid" || failure.value?.code === "code_expired";

  if (saved.value) {
    return (
      <div class="stack">
        <Banner>{t("account.password_saved")}</Banner>
        {toSignIn}
      </div>
    );
  }
  if (broken) {
    return (
      <div class="stack">
        <Banner tone="warning">{t("account.link_broken")}</Banner>
        {toSignIn}
      </div>
    );
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        type="password"
        name="password"
        autoComplete="new-password"
        label={t("account.new_password")}
        hint={t("account.new_password_hint")}
        value={password.value}
        error={problem.value === "password_short" ? t("account.password_short") : null}
        onValue={(text) => {
          password.value = text;
          problem.value = null;
        }}
      />
      <Field
        type="password"
        name="repeated"
        autoComplete="new-password"
        label={t("account.repeat_password")}
        value={repeated.value}
        error={problem.value === "passwords_differ" ? t("account.passwords_differ") : null}
        onValue={(text) => {
          repeated.value = text;
          problem.value = null;
        }}
      />
      {failure.value && <Banner tone="danger">{error(failure.value)}</Banner>}
      <Button type="submit" wide size="large" busy={busy.value}>
        {t("account.save_password")}
      </Button>
    </form>
  );
}
