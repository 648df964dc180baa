import { useMemo, useState } from "preact/hooks";
import type { EntitlementOut } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { CheckoutKey } from "../shared/i18n/ru/checkout";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Check } from "../shared/ui/field";
import { Banner } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import { createExtending } from "./extending";

export interface ExtendDialogProps {
  cabinet: Cabinet;
  entitlement: EntitlementOut;
  onClose: () => void;
}

/** «Продлить консультацию»: how long, for how much, and on to paying. */
export function ExtendDialog({ cabinet, entitlement, onClose }: ExtendDialogProps) {
  const i18n = useTexts<CabinetKey | CheckoutKey | KitKey>();
  const { t, money, date, language } = i18n;
  const extending = useMemo(
    () => createExtending({ api: cabinet.session.api, entitlement, leave: (url) => location.assign(url) }),
    [],
  );
  const [consent, setConsent] = useState(false);
  const [missing, setMissing] = useState(false);
  const offered = entitlement.extension;
  if (!offered) return null;
  const failure = extending.failure.value;
  const begins = Math.max(Date.parse(entitlement.active_until), cabinet.session.chat.now());
  const until = date(begins + offered.days * 86_400_000, "date");
  return (
    <Dialog open onClose={onClose} title={t("cabinet.extend_title")} closeLabel={t("kit.close")}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(!consent);
          if (consent) void extending.extend();
        }}
      >
        <p>
          {t("cabinet.extend_text", { title: entitlement.service_title[language], count: offered.days, date: until })}
        </p>
        <Check checked={consent} invalid={missing && !consent} required onChecked={setConsent}>
          {t("checkout.consent_before")}
          <a href="/legal/privacy" target="_blank" rel="noopener">
            {t("checkout.consent_policy")}
          </a>
          {t("checkout.consent_and")}
          <a href="/legal/terms" target="_blank" rel="noopener">
            {t("checkout.consent_offer")}
          </a>
        </Check>
        {missing && !consent && (
          <p class="field__error" role="alert">
            {t("checkout.consent_missing")}
          </p>
        )}
        {failure && <Banner tone="danger">{i18n.error(failure)}</Banner>}
        <Button type="submit" wide busy={extending.busy.value}>
          {t("cabinet.extend_pay", { price: money(offered.price) })}
        </Button>
      </form>
    </Dialog>
  );
}
