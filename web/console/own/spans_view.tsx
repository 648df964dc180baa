import { useTexts } from "../../shared/i18n/context";
import type { OwnKey } from "../../shared/i18n/ru/own";
import { IconButton } from "../../shared/ui/button";
import { close, plus } from "../../shared/ui/icons";
import { type Span, withSpan } from "./hours";

export interface SpansProps {
  /** The day's. */
  name: string;
  spans: readonly Span[];
  error: string | null;
  onSpans: (spans: readonly Span[]) => void;
}

/** The hours of one day: none is a day off, several have a break between them. */
export function SpansView({ name, spans, error, onSpans }: SpansProps) {
  const { t } = useTexts<OwnKey>();
  const put = (at: number, part: Partial<Span>) =>
    onSpans(spans.map((span, place) => (place === at ? { ...span, ...part } : span)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lie in the grid of the week
    <div class="own__day" role="group" aria-label={name}>
      <span class="own__day-name" aria-hidden="true">
        {name}
      </span>
      <div class="own__spans">
        {spans.length === 0 && <span class="faint own__off">{t("own.day_off")}</span>}
        {spans.map((span, at) => (
          <div key={at} class="own__span">
            <input
              class="field__control"
              type="time"
              aria-label={t("own.from", { day: name })}
              aria-invalid={error !== null || undefined}
              value={span.opens}
              onInput={(event) => put(at, { opens: event.currentTarget.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              class="field__control"
              type="time"
              aria-label={t("own.to", { day: name })}
              aria-invalid={error !== null || undefined}
              value={span.closes}
              onInput={(event) => put(at, { closes: event.currentTarget.value })}
            />
            <IconButton
              icon={close}
              label={t("own.remove_span", { day: name, from: span.opens, to: span.closes })}
              onClick={() => onSpans(spans.filter((_, place) => place !== at))}
            />
          </div>
        ))}
        {error && (
          <p class="field__error" role="alert">
            {error}
          </p>
        )}
      </div>
      <IconButton
        icon={plus}
        label={t("own.add_span", { day: name })}
        disabled={withSpan(spans) === spans}
        onClick={() => onSpans(withSpan(spans))}
      />
    </div>
  );
}
