import { useEffect, useMemo, useState } from "preact/hooks";
import type { Profile } from "../../contracts/openapi";
import type { Api } from "../api";
import { useTexts } from "../i18n/context";
import type { AccountKey } from "../i18n/ru/account";
import { Tabs } from "../ui/tabs";
import type { Toasts } from "../ui/toast";
import { EmailForm } from "./email_form";
import { EmailSignIn } from "./email_sign_in";
import { fullPhone, PhoneForm } from "./phone_form";
import { PhoneSignIn } from "./phone_sign_in";

export interface SignInProps {
  api: Api;
  toasts: Toasts;
  /** Prefills the number (E.164). */
  phone?: string;
  onSignedIn: (user: Profile) => void;
}

/** «Войти при помощи»: both ways, whole. The page or window around it gives the heading. */
export function SignIn({ api, toasts, phone = "", onSignedIn }: SignInProps) {
  const { t } = useTexts<AccountKey>();
  const [way, setWay] = useState<"phone" | "email">("phone");
  const byPhone = useMemo(
    () =>
      new PhoneSignIn({
        api,
        phone,
        onSignedIn,
        onCodeSent: (number, countries) =>
          toasts.notify(t("account.code_sent", { phone: fullPhone(number, countries) })),
      }),
    [],
  );
  const byEmail = useMemo(() => new EmailSignIn(api, onSignedIn), []);
  useEffect(() => {
    void byPhone.load();
    return () => byPhone.resend.stop();
  }, []);
  return (
    <div class="stack">
      <Tabs
        label={t("account.ways")}
        tabs={[
          { key: "phone", label: t("account.by_phone") },
          { key: "email", label: t("account.by_email") },
        ]}
        selected={way}
        onSelect={setWay}
      >
        {way === "phone" ? <PhoneForm state={byPhone} /> : <EmailForm state={byEmail} />}
      </Tabs>
    </div>
  );
}
