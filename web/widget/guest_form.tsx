import type { ComponentChildren, TargetedSubmitEvent } from "preact";
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
import type { Person } from "./host";
import { beginning, type Guest } from "./visitor";

export interface GuestFormProps {
  api: Api;
  countries: readonly CountryOut[];
  privacy: LegalLink | undefined;
  origin: string;
  /** An earlier chat of this guest is over. */
  returning: boolean;
  /** Said where the form is, too: nobody is there, the message waits for them. */
  closed: ComponentChildren;
  /** What the page knows of the visitor. */
  person: Person | undefined;
  onGuest: (guest: Guest) => void;
}

/** «Представьтесь, пожалуйста» */
export function GuestForm({ api, countries, privacy, origin, returning, closed, person, onGuest }: GuestFormProps) {
  const { t, error } = useTexts<WidgetKey | KitKey>();
  const form = useIntroduction(api, person, onGuest);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <form class="guest" noValidate onSubmit={form.submit}>
      <h2 class="guest__title">{t("widget.introduce")}</h2>
      {closed}
      {returning && <Banner>{t("widget.ended")}</Banner>}
      <Field
        label={t("widget.name")}
        value={form.name}
        onValue={form.setName}
        name="name"
        autoComplete="given-name"
        maxLength={80}
        required
        error={form.nameError}
        inputRef={first}
      />
      <PhoneField
        label={t("widget.phone")}
        countryLabel={t("kit.country")}
        countries={countries}
        value={form.phone}
        onValue={form.setPhone}
        name="phone"
        required
        error={form.phoneError}
      />
      {form.failure && <Banner tone="danger">{error(form.failure)}</Banner>}
      <Button type="submit" wide busy={form.busy}>
        {t("widget.continue")}
      </Button>
      {privacy && <Consent href={new URL(privacy.url, origin).href} />}
    </form>
  );
}

function Consent({ href }: { href: string }) {
  const { t } = useTexts<WidgetKey>();
  return (
    <p class="guest__consent">
      {t("widget.consent")}{" "}
      <a href={href} target="_blank" rel="noopener">
        {t("widget.privacy")}
      </a>
    </p>
  );
}

/** The form's values, what is wrong with them, and sending them. */
function useIntroduction(api: Api, person: Person | undefined, onGuest: (guest: Guest) => void) {
  const { t } = useTexts<WidgetKey>();
  const [name, setName] = useState(person?.name ?? "");
  const [phone, setPhone] = useState({ e164: person?.phone ?? "", complete: Boolean(person?.phone) });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [attempt] = useState(() => crypto.randomUUID());
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
  return {
    name,
    setName,
    busy,
    submit,
    phone: phone.e164,
    setPhone(e164: string, complete: boolean) {
      setPhone({ e164, complete });
      setRefused(null);
    },
    nameError: tried && !name.trim() ? t("widget.name_missing") : (refused?.of("name") ?? null),
    phoneError: tried && !phone.complete ? t("widget.phone_missing") : (refused?.of("phone") ?? null),
    failure: refused && refused.errors.length === 0 ? refused : null,
  };
}

export { default as css } from "../shared/ui/field.css?inline";
