import { useEffect, useMemo } from "preact/hooks";
import type { ConsentedTextOut, ConsentOut } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { PrivacyKey } from "../shared/i18n/ru/privacy";
import { Loaded } from "../shared/shell/loaded";
import { Button } from "../shared/ui/button";
import { Skeleton, Tag } from "../shared/ui/mark";
import { Banner } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import { createConsents } from "./consents";

/** «Согласия»: when, and to which versions of the documents. */
export function ConsentsSection({ cabinet }: { cabinet: Cabinet }) {
  const i18n = useTexts<PrivacyKey>();
  const { t } = i18n;
  const { api } = cabinet.session;
  const consents = useMemo(() => createConsents(api), [api]);
  useEffect(() => void consents.list.load(), [consents]);
  const failure = consents.failure.value;
  return (
    <section class="card" aria-labelledby="consents">
      <h2 class="cabinet__block" id="consents">
        {t("privacy.consents")}
      </h2>
      <Loaded of={consents.list} skeleton={<Skeleton height="4rem" />}>
        {(page) =>
          page.items.length === 0 ? (
            <p class="soft">{t("privacy.consents_none")}</p>
          ) : (
            <>
              <p class="soft">{t("privacy.consents_text")}</p>
              <ul class="lines">
                {page.items.map((one) => (
                  <Consent key={one.order_id} consent={one} />
                ))}
              </ul>
              {failure && <Banner tone="danger">{i18n.error(failure)}</Banner>}
              {page.next_cursor && (
                <div class="card__foot">
                  <Button
                    tone="secondary"
                    size="small"
                    busy={consents.busy.value}
                    onClick={() => void consents.loadMore()}
                  >
                    {t("privacy.consents_more")}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function Consent({ consent }: { consent: ConsentOut }) {
  const { t, date, language } = useTexts<PrivacyKey>();
  return (
    <li class="lines__one">
      <div class="lines__words">
        <p class="lines__title">{date(consent.given_at, "date")}</p>
        <p class="soft small">{t("privacy.consent_for", { service: consent.service_title[language] })}</p>
        {consent.texts.length === 0 ? (
          <p class="soft small">{t("privacy.consent_unnamed")}</p>
        ) : (
          <ul class="lines__inner small">
            {consent.texts.map((one) => (
              <Document key={one.slug} text={one} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function Document({ text }: { text: ConsentedTextOut }) {
  const { t, date, language } = useTexts<PrivacyKey>();
  return (
    <li>
      <a href={text.url} target="_blank" rel="noreferrer">
        {text.title[language]}
      </a>
      {", "}
      {t("privacy.consent_version", { date: date(text.effective_at, "date") })}{" "}
      {!text.is_current && <Tag tone="warning">{t("privacy.consent_changed")}</Tag>}
    </li>
  );
}
