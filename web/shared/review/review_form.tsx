import { useTexts } from "../i18n/context";
import type { KitKey } from "../i18n/ru/kit";
import type { ReviewKey } from "../i18n/ru/review";
import { Button } from "../ui/button";
import { FieldFrame } from "../ui/field";
import { MOST_CHARACTERS, type Reviewing, type Words } from "./reviewing";
import { StarsField } from "./stars";

/** From so many characters left on, the field says how many. */
const FEW_LEFT = 200;

/** The stars; once they are chosen, the words. */
export function ReviewForm({ reviewing, words, isFirst }: { reviewing: Reviewing; words: Words; isFirst: boolean }) {
  const { t, error } = useTexts<ReviewKey | KitKey>();
  const problem = reviewing.problem.value;
  const failure = problem === "stars_missing" ? null : problem;
  const left = MOST_CHARACTERS - words.text.length;
  return (
    <form
      class="review__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void reviewing.send();
      }}
    >
      <StarsField
        label={t("review.ask")}
        chosen={words.stars}
        onChoose={reviewing.choose}
        error={problem === "stars_missing" ? t("review.stars_missing") : null}
      />
      {(words.stars !== null || words.text !== "") && (
        <>
          <FieldFrame
            label={t("review.text")}
            hint={left < FEW_LEFT ? t("review.left", { count: left }) : t("review.text_hint")}
          >
            {(control) => (
              <textarea
                {...control}
                class={`${control.class} review__text-field`}
                rows={2}
                maxLength={MOST_CHARACTERS}
                value={words.text}
                onInput={(event) => reviewing.type(event.currentTarget.value)}
              />
            )}
          </FieldFrame>
          {failure && (
            <p class="field__error" role="alert">
              {error(failure)} {t("review.kept")}
            </p>
          )}
          <div class="review__actions">
            {!isFirst && (
              <Button tone="quiet" size="small" onClick={reviewing.cancel}>
                {t("kit.cancel")}
              </Button>
            )}
            <Button type="submit" size="small" busy={reviewing.busy.value}>
              {t(isFirst ? "review.send" : "review.save")}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
