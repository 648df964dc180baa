import { useState } from "preact/hooks";
import type { OfferOption } from "../../contracts/openapi";
import type { Api } from "../api";
import type { Conversation } from "../chat/chat";
import { useTexts } from "../i18n/context";
import type { LateAnswerKey } from "../i18n/ru/late_answer";
import { Button } from "../ui/button";
import { Banner } from "../ui/surface";
import "./late_answer.css";

export interface OfferCardProps {
  api: Api;
  conversation: Conversation;
}

/** What the client may choose because an answer is late; nothing while nothing is offered. */
export function OfferCard({ api, conversation }: OfferCardProps) {
  const { t } = useTexts<LateAnswerKey>();
  const offer = conversation.details?.offer;
  if (!offer) return null;
  if (offer.choice) return <Banner>{t("late.chosen")}</Banner>;
  return <Choosing key={offer.id} api={api} conversationId={conversation.id} offer={offer} />;
}

interface ChoosingProps {
  api: Api;
  conversationId: string;
  offer: NonNullable<NonNullable<Conversation["details"]>["offer"]>;
}

function Choosing({ api, conversationId, offer }: ChoosingProps) {
  const { t } = useTexts<LateAnswerKey>();
  const [busy, setBusy] = useState<OfferOption | null>(null);
  const [sure, setSure] = useState(false);
  const [failed, setFailed] = useState(false);
  const choose = async (choice: OfferOption) => {
    setBusy(choice);
    setFailed(false);
    const path = { id: conversationId };
    const answer = await api.call("POST /api/conversations/{id}/offer", { path, body: { choice } });
    // What was chosen is told by the conversation itself.
    setBusy(null);
    setFailed(!answer.ok);
  };
  return (
    <section class="late-offer" aria-labelledby={`late-offer-${offer.id}`}>
      <h2 class="late-offer__title" id={`late-offer-${offer.id}`}>
        {t(sure ? "late.refund_sure" : "late.title")}
      </h2>
      {!sure && <p class="late-offer__text">{t("late.text")}</p>}
      {sure ? (
        <div class="late-offer__sure">
          <Button tone="danger" busy={busy === "refund"} onClick={() => void choose("refund")}>
            {t("late.refund_yes")}
          </Button>
          <Button tone="secondary" onClick={() => setSure(false)}>
            {t("late.back")}
          </Button>
        </div>
      ) : (
        <ul class="late-offer__options">
          {offer.options.map((option) => (
            <li key={option} class="late-offer__option">
              <Button
                tone="secondary"
                size="small"
                wide
                busy={busy === option}
                onClick={() => (option === "refund" ? setSure(true) : void choose(option))}
              >
                {t(`late.${option}`, { count: offer.days })}
              </Button>
              <span class="late-offer__hint">{t(`late.${option}_hint`)}</span>
            </li>
          ))}
        </ul>
      )}
      {failed && <p role="alert">{t("late.failed")}</p>}
    </section>
  );
}
