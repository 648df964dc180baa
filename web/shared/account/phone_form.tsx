import { useEffect, useRef } from "preact/hooks";
import type { CountryOut } from "../../contracts/openapi";
import { useTexts } from "../i18n/context";
import type { ErrorKey } from "../i18n/i18n";
import type { AccountKey } from "../i18n/ru/account";
import { Button } from "../ui/button";
import { CodeField } from "../ui/field";
import { ofE164, showPhone } from "../ui/phone";
import { PhoneField } from "../ui/phone_field";
import { awaitCode } from "./one_time_code";
import type { PhoneSignIn } from "./phone_sign_in";

/** «+7 (999) 000-00-01», never broken over two lines */
export function fullPhone(e164: string, countries: readonly CountryOut[]): string {
  const number = ofE164(e164, countries);
  return `${number.country.dial_code} ${showPhone(number)}`.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011");
}

export function PhoneForm({ state }: { state: PhoneSignIn }) {
  return state.stage.value === "number" ? <NumberStep state={state} /> : <CodeStep state={state} />;
}

function useProblem(state: PhoneSignIn): string | null {
  const { t, error } = useTexts<AccountKey | ErrorKey>();
  const problem = state.problem.value;
  if (problem === null) return null;
  if (problem === "phone_incomplete") return t("account.phone_incomplete");
  return problem.of("phone") ?? problem.of("code") ?? error(problem);
}

function NumberStep({ state }: { state: PhoneSignIn }) {
  const { t } = useTexts<AccountKey>();
  const wait = state.resend.seconds.value;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void state.requestCode();
      }}
    >
      <PhoneField
        label={t("account.phone")}
        countries={state.countries.value}
        name="phone"
        value={state.phone.value}
        error={useProblem(state)}
        onValue={(e164, complete) => {
          state.phone.value = e164;
          state.complete.value = complete;
          state.problem.value = null;
        }}
      />
      <Button type="submit" wide size="large" busy={state.busy.value} disabled={wait > 0}>
        {wait > 0 ? t("account.send_again_in", { seconds: wait }) : t("account.send_code")}
      </Button>
    </form>
  );
}

function CodeStep({ state }: { state: PhoneSignIn }) {
  const { t } = useTexts<AccountKey>();
  const wait = state.resend.seconds.value;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  useEffect(() => awaitCode((code) => void state.received(code)), [state.sent.value]);
  return (
    <form
      ref={form}
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void state.verify();
      }}
    >
      <CodeField
        label={t("account.code")}
        hint={t("account.code_hint", { phone: fullPhone(state.phone.value, state.countries.value) })}
        value={state.code.value}
        error={useProblem(state)}
        onValue={(code) => {
          state.code.value = code;
          state.problem.value = null;
        }}
        onComplete={(code) => void state.received(code)}
      />
      <Button type="submit" wide size="large" busy={state.busy.value}>
        {t("account.sign_in_code")}
      </Button>
      <div class="row row--apart">
        <Button tone="quiet" onClick={() => state.changeNumber()}>
          {t("account.other_phone")}
        </Button>
        <Button tone="quiet" disabled={wait > 0} onClick={() => void state.requestCode()}>
          {wait > 0 ? t("account.send_again_in", { seconds: wait }) : t("account.send_again")}
        </Button>
      </div>
    </form>
  );
}
