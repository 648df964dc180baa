import type { TargetedSubmitEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CountryOut, LegalLink } from "../contracts/openapi";
import type { Api, ApiError } from "../shared/api";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { WidgetKey } from "../shared/i18n/ru/widget";
import { Button } from "../shared/ui/button";
import { Field } from "../shared/ui/field";
import { PhoneField } from "../shared/ui/phone_field";
import { Banner } from "../shared/ui/surface";
import { beginning, type Guest } from "./visitor";

export interface GuestFormProps {
  api: Api;
  countries: readonly CountryOut[];
  privacy: LegalLink | undefined;
  origin: string;
  /** An earlier chat of this guest is over. */
  returning: boolean;
  onGuest: (guest: Guest) => void;
}

/** «Представьтесь, пожалуйста» */
export function GuestForm({ api, countries, privacy, origin, returning, onGuest }: GuestFormProps) {
  const { t, error } = useTexts<WidgetKey | KitKey>();
  const [name, setName] = useState("");
  const [phone, setPhone] = useState({ e164: "", complete: false });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [attempt] = useState(() => crypto.randomUUID());
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || !phone.complete || busy) return;
    setBusy(true);
    const body = { name: name.trim(), phone: phone.e164 };
    const started = await api.call("POST /api/support/guests", { body, idempotencyKey: `${attempt}:${phone.e164}` });
    setBusy(false);
    if (started.ok) onGuest(beginning(started.data.token, started.data.conversation));
    else setRefused(started.error);
  };
  const nameError = tried && !name.trim() ? t("widget.name_missing") : (refused?.of("name") ?? null);
  const phoneError = tried && !phone.complete ? t("widget.phone_missing") : (refused?.of("phone") ?? null);

  return (
    <form class="guest" noValidate onSubmit={submit}>
      <h2 class="guest__title">{t("widget.introduce")}</h2>
      {returning && <Banner>{t("widget.ended")}</Banner>}
      <Field
        label={t("widget.name")}
        value={name}
        onValue={setName}
        name="name"
        autoComplete="given-name"
        maxLength={80}
        required
        error={nameError}
        inputRef={first}
      />
      <PhoneField
        label={t("widget.phone")}
        countryLabel={t("kit.country")}
        countries={countries}
        value={phone.e164}
        onValue={(e164, complete) => {
          setPhone({ e164, complete });
          setRefused(null);
        }}
        name="phone"
        required
        error={phoneError}
      />
      {refused && refused.errors.length === 0 && <Banner tone="danger">{error(refused)}</Banner>}
      <Button type="submit" wide busy={busy}>
        {t("widget.continue")}
      </Button>
      {privacy && (
        <p class="guest__consent">
          {t("widget.consent")}{" "}
          <a href={new URL(privacy.url, origin).href} target="_blank" rel="noopener">
            {t("widget.privacy")}
          </a>
        </p>
      )}
    </form>
  );
}

export { default as css } from "./guest_form.css?inline";
