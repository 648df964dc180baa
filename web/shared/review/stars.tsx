import { useId } from "preact/hooks";
import { useTexts } from "../i18n/context";
import type { ReviewKey } from "../i18n/ru/review";
import { Icon } from "../ui/icon";
import { star } from "../ui/icons";

const ALL = [1, 2, 3, 4, 5] as const;

export interface StarsFieldProps {
  label: string;
  chosen: number | null;
  onChoose: (stars: number) => void;
  error: string | null;
}

/** Five radio buttons that look like stars: arrow keys choose, and every star says what it means. */
export function StarsField({ label, chosen, onChoose, error }: StarsFieldProps) {
  const { t } = useTexts<ReviewKey>();
  const id = useId();
  return (
    <fieldset class="stars-field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class="stars-field__label">{label}</legend>
      <div class="stars-field__row">
        {ALL.map((count) => (
          <label key={count} class="stars-field__star">
            <input
              type="radio"
              name={id}
              class="visually-hidden"
              checked={chosen === count}
              onChange={() => onChoose(count)}
              aria-label={`${t("review.star", { count })}: ${t(`review.star_${count}`)}`}
            />
            <Icon of={star} filled={chosen !== null && count <= chosen} />
          </label>
        ))}
      </div>
      {ALL.filter((count) => count === chosen).map((count) => (
        <p key="word" class="stars-field__word" aria-hidden="true">
          {t(`review.star_${count}`)}
        </p>
      ))}
      {error && (
        <p class="field__error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** Stars that were given. */
export function Stars({ count }: { count: number }) {
  const { t } = useTexts<ReviewKey>();
  return (
    <span class="stars" role="img" aria-label={t("review.star", { count })}>
      {ALL.map((one) => (
        <Icon key={one} of={star} small filled={one <= count} />
      ))}
    </span>
  );
}
