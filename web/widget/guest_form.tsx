import type { ComponentChildren, TargetedSubmitEvent } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CountryOut, LegalLink } from "../contracts/openapi";
import type { Api, ApiError } from "../shared/api";
import { useTexts } from "../shared/i18n/context";
import type { ErrorKey } from "../shared/i18n/i18n";
import type { GuestKey } from "../shared/i18n/ru/guest";
import { Button } from "../shared/ui/button";
import countryCss from "../shared/ui/country.css?inline";
import { Field, FieldFrame } from "../shared/ui/field";
import fieldCss from "../shared/ui/field.css?inline";
import { PhoneField } from "../shared/ui/phone_field";
import { Banner } from "../shared/ui/surface";
import { beginning, type Guest } from "./visitor";

/** What is in the form; kept while the window is closed. */
export interface Words {
  readonly name: string;
  /** E.164, as far as it is typed. */
  readonly phone: string;
  readonly complete: boolean;
  readonly question: string;
}

export interface GuestFormProps {
  api: Api;
  countries: readonly CountryOut[];
  privacy: LegalLink | undefined;
  origin: string;
  /** An earlier chat of this guest is over. */
  returning: boolean;
  /** Said where the form is, too: nobody is there, the message waits for them. */
  closed: ComponentChildren;
  /** Nobody answers now: the question is asked for at once, and what happens next is said. */
  away: boolean;
  words: Words;
  onWords: (words: Words) => void;
  onGuest: (guest: Guest) => void;
}

const LONGEST_QUESTION = 4000;
/** Browsers say that there is a network before everything of it is there. */
const RETRY_MS = 3_000;

/** «Представьтесь, пожалуйста»; outside the support hours the message is left with it, in one step. */
export function GuestForm(props: GuestFormProps) {
  const { countries, privacy, origin, returning, closed, away, words, onWords } = props;
  const { t } = useTexts<GuestKey>();
  const form = useIntroduction(props);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <form class="guest" noValidate onSubmit={form.submit}>
      <h2 class="guest__title">{t("guest.introduce")}</h2>
      {closed}
      {returning && <Banner>{t("guest.ended")}</Banner>}
      <Field
        label={t("guest.name")}
        value={words.name}
        onValue={(name) => onWords({ ...words, name })}
        name="name"
        autoComplete="given-name"
        maxLength={80}
        required
        error={form.nameError}
        inputRef={first}
      />
      <PhoneField
        label={t("guest.phone")}
        countries={countries}
        value={words.phone}
        onValue={(phone, complete) => onWords({ ...words, phone, complete })}
        name="phone"
        required
        error={form.phoneError}
      />
      {away && <Question value={words.question} onValue={(question) => onWords({ ...words, question })} />}
      {form.failure && <Failure of={form.failure} />}
      <Button type="submit" wide busy={form.busy}>
        {t("guest.continue")}
      </Button>
      {privacy && <Consent href={new URL(privacy.url, origin).href} />}
    </form>
  );
}

function Question({ value, onValue }: { value: string; onValue: (text: string) => void }) {
  const { t } = useTexts<GuestKey>();
  return (
    <FieldFrame label={t("guest.question")} hint={t("guest.question_hint")}>
      {(control) => (
        <textarea
          {...control}
          name="question"
          maxLength={LONGEST_QUESTION}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </FieldFrame>
  );
}

function Failure({ of }: { of: ApiError }) {
  const { t, error } = useTexts<GuestKey | ErrorKey>();
  if (isUnanswered(of)) return <Banner tone="warning">{t("guest.offline")}</Banner>;
  return <Banner tone="danger">{error(of)}</Banner>;
}

/** Nobody was reached: there is no network, or it is only just coming back. */
function isUnanswered({ code, status }: ApiError): boolean {
  return code === "unavailable" && status === 0;
}

function Consent({ href }: { href: string }) {
  const { t } = useTexts<GuestKey>();
  return (
    <p class="guest__consent">
      {t("guest.consent")}{" "}
      <a href={href} target="_blank" rel="noopener">
        {t("guest.privacy")}
      </a>
    </p>
  );
}

/** What is wrong with the words, and sending them; what the network stopped is sent again when it is back. */
function useIntroduction({ api, words, away, onGuest }: GuestFormProps) {
  const { t } = useTexts<GuestKey>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [attempt] = useState(() => crypto.randomUUID());
  const send = async () => {
    setTried(true);
    if (!words.name.trim() || !words.complete || busy) return;
    setBusy(true);
    const body = { name: words.name.trim(), phone: words.phone };
    const started = await api.call("POST /api/support/guests", { body, idempotencyKey: `${attempt}:${words.phone}` });
    setBusy(false);
    const text = away ? words.question.trim() : "";
    if (!started.ok) setRefused(started.error);
    else onGuest(beginning(started.data.token, started.data.conversation, text ? { id: attempt, text } : undefined));
  };
  const again = useRef(send);
  again.current = send;
  useEffect(() => {
    if (!refused || !isUnanswered(refused)) return;
    const retry = () => void again.current();
    const timer = setInterval(() => navigator.onLine && retry(), RETRY_MS);
    window.addEventListener("online", retry);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", retry);
    };
  }, [refused]);
  useEffect(() => setRefused(null), [words.phone]);
  return {
    busy,
    submit(event: TargetedSubmitEvent<HTMLFormElement>) {
      event.preventDefault();
      void send();
    },
    nameError: tried && !words.name.trim() ? t("guest.name_missing") : (refused?.of("name") ?? null),
    phoneError: tried && !words.complete ? t("guest.phone_missing") : (refused?.of("phone") ?? null),
    failure: refused && refused.errors.length === 0 ? refused : null,
  };
}

export const styles: readonly string[] = [fieldCss, countryCss];
