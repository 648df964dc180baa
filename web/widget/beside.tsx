import { useState } from "preact/hooks";
import type { SupportRatingOut } from "../contracts/socket";
import type { Api } from "../shared/api";
import { useTexts } from "../shared/i18n/context";
import type { HelpKey } from "../shared/i18n/ru/help";
import { StarsField } from "../shared/review/stars";
import { Button } from "../shared/ui/button";
import { Banner } from "../shared/ui/surface";

export interface RatingProps {
  api: Api;
  conversationId: string;
  rating: SupportRatingOut;
}

const LONGEST = 2000;

/** After a question was resolved: how it was. Asked once for each resolution, changeable as long as the server lets it. */
export function SupportRating(props: RatingProps) {
  return <Rating key={props.rating.resolved_at} {...props} />;
}

function Rating({ api, conversationId, rating }: RatingProps) {
  const { t } = useTexts<HelpKey>();
  const [step, setStep] = useState<"asked" | "given" | "away">(rating.stars === null ? "asked" : "given");
  if (step === "away") return null;
  if (step === "given") {
    return (
      <p class="help-rating help-rating--given" role="status">
        {t("help.thanks")}
        <Button tone="quiet" size="small" onClick={() => setStep("asked")}>
          {t("help.change")}
        </Button>
      </p>
    );
  }
  return (
    <Form
      api={api}
      conversationId={conversationId}
      rating={rating}
      onGiven={() => setStep("given")}
      onAway={() => setStep(rating.stars === null ? "away" : "given")}
    />
  );
}

interface FormProps extends RatingProps {
  onGiven: () => void;
  onAway: () => void;
}

function Form({ api, conversationId, rating, onGiven, onAway }: FormProps) {
  const { t } = useTexts<HelpKey>();
  const [stars, setStars] = useState(rating.stars);
  const [words, setWords] = useState(rating.words);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const give = async () => {
    if (stars === null || busy) return;
    setBusy(true);
    setFailed(false);
    const path = { id: conversationId };
    const answer = await api.call("POST /api/conversations/{id}/support-rating", { path, body: { stars, words } });
    setBusy(false);
    if (answer.ok) onGiven();
    else setFailed(true);
  };
  return (
    <form
      class="help-rating"
      aria-label={t("help.rate")}
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <StarsField label={t("help.rate")} chosen={stars} onChoose={setStars} error={null} />
      {stars !== null && (
        <label class="help-rating__words">
          <span class="field__label">{t("help.words")}</span>
          <textarea
            class="field__control"
            rows={2}
            maxLength={LONGEST}
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </label>
      )}
      {failed && <Banner tone="danger">{t("help.failed")}</Banner>}
      <p class="row">
        {stars !== null && (
          <Button type="submit" size="small" busy={busy}>
            {t("help.send")}
          </Button>
        )}
        <Button tone="quiet" size="small" onClick={onAway}>
          {t("help.later")}
        </Button>
      </p>
    </form>
  );
}

/** In the composer's place: the staff has ended this chat, and there is another way. What was typed is kept. */
export function Blocked({ email }: { email: string | null }) {
  const { t } = useTexts<HelpKey>();
  return (
    <div class="help-blocked" role="status">
      <p class="help-blocked__title">{t("help.blocked")}</p>
      <p>
        {t("help.blocked_text")} {email && <a href={`mailto:${email}`}>{email}</a>}
      </p>
    </div>
  );
}
