import type { ReviewOut } from "../../contracts/openapi";
import { useTexts } from "../i18n/context";
import type { ReviewKey } from "../i18n/ru/review";
import { Button } from "../ui/button";
import { pencil } from "../ui/icons";
import { Stars } from "./stars";

export interface GivenReviewProps {
  review: ReviewOut;
  title: string;
  isThanked: boolean;
  /** Null for whoever may only read it. */
  onChange: (() => void) | null;
}

/** A review as it was given. */
export function GivenReview({ review, title, isThanked, onChange }: GivenReviewProps) {
  const { t, date } = useTexts<ReviewKey>();
  return (
    <>
      <div class="review__head">
        <p class="review__title" tabIndex={-1}>
          {isThanked ? t("review.thanks") : title}
        </p>
        <Stars count={review.stars} />
      </div>
      {review.text && (
        <p class="review__text" dir="auto">
          {review.text}
        </p>
      )}
      {onChange && (
        <div class="review__actions review__actions--apart">
          <span class="review__until">{t("review.changeable", { date: date(review.changeable_until, "day") })}</span>
          <Button tone="quiet" size="small" icon={pencil} onClick={onChange}>
            {t("review.change")}
          </Button>
        </div>
      )}
    </>
  );
}
