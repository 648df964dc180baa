import { useTexts } from "../i18n/context";
import type { ErrorKey } from "../i18n/i18n";
import type { AccountKey } from "../i18n/ru/account";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Banner } from "../ui/surface";
import type { EmailSignIn } from "./email_sign_in";

export function EmailForm({ state }: { state: EmailSignIn }) {
  if (state.stage.value === "password") return <PasswordStep state={state} />;
  return <RecoveryStep state={state} />;
}

/** What stands at the address, at the password, and what belongs to neither. */
function useProblems(state: EmailSignIn): { email: string | null; password: string | null; other: string | null } {
  const { t, error } = useTexts<AccountKey | ErrorKey>();
  const problem = state.problem.value;
  if (problem === "email_wrong") return { email: t("account.email_wrong"), password: null, other: null };
  if (problem === "password_empty") return { email: null, password: t("account.password_empty"), other: null };
  return { email: null, password: null, other: problem && error(problem) };
}

function PasswordStep({ state }: { state: EmailSignIn }) {
  const { t } = useTexts<AccountKey>();
  const problems = useProblems(state);
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void state.signIn();
      }}
    >
      <Field
        type="email"
        name="email"
        autoComplete="username"
        label={t("account.email")}
        value={state.email.value}
        error={problems.email}
        onValue={(text) => {
          state.email.value = text;
        }}
      />
      <Field
        type="password"
        name="password"
        autoComplete="current-password"
        label={t("account.password")}
        value={state.password.value}
        error={problems.password}
        onValue={(text) => {
          state.password.value = text;
        }}
      />
      {problems.other && <Banner tone="danger">{problems.other}</Banner>}
      <Button type="submit" wide size="large" busy={state.busy.value}>
        {t("account.sign_in")}
      </Button>
      <div class="row">
        <Button tone="quiet" onClick={() => state.show("recovery")}>
          {t("account.forgot")}
        </Button>
      </div>
    </form>
  );
}

function RecoveryStep({ state }: { state: EmailSignIn }) {
  const { t } = useTexts<AccountKey>();
  const problems = useProblems(state);
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void state.recover();
      }}
    >
      <h2>{t("account.recovery")}</h2>
      {state.stage.value === "recovery_sent" ? (
        <Banner>{t("account.recovery_sent")}</Banner>
      ) : (
        <>
          <p class="soft">{t("account.recovery_hint")}</p>
          <Field
            type="email"
            name="email"
            autoComplete="username"
            label={t("account.email")}
            value={state.email.value}
            error={problems.email ?? problems.other}
            onValue={(text) => {
              state.email.value = text;
            }}
          />
          <Button type="submit" wide size="large" busy={state.busy.value}>
            {t("account.send_password")}
          </Button>
        </>
      )}
      <div class="row">
        <Button tone="quiet" onClick={() => state.show("password")}>
          {t("account.back_to_sign_in")}
        </Button>
      </div>
    </form>
  );
}
