import { useTexts } from "../../shared/i18n/context";
import type { VisitorKey } from "../../shared/i18n/ru/visitor";
import { useNow } from "../../shared/shell/use_now";
import { activityText } from "../../shared/ui/inbox/moments";
import type { VisitorPartProps } from "./visitor_panel";

const FIRST_PAGES = 5;

/** Where they are now, and where they were before. */
export function PagesPart({ desk, about: { pages } }: VisitorPartProps) {
  const i18n = useTexts<VisitorKey>();
  const { t } = i18n;
  const now = useNow(desk.session.chat);
  const rows = (from: number, to?: number) =>
    pages.slice(from, to).map((page) => (
      <li key={page.at} class="visitor__page">
        <a href={page.url} target="_blank" rel="noreferrer">
          {page.title || pathOf(page.url)}
        </a>
        <span class="faint small">
          {pathOf(page.url)} · {activityText(i18n as never, page.at, now)}
        </span>
      </li>
    ));
  const from = pages[0]?.referrer;
  return (
    <section class="visitor__part">
      <h4 class="visitor__title">{t("visitor.pages")}</h4>
      {pages.length === 0 && <p class="faint small">{t("visitor.no_pages")}</p>}
      <ol class="visitor__list">{rows(0, FIRST_PAGES)}</ol>
      {pages.length > FIRST_PAGES && (
        <details class="visitor__more">
          <summary>{t("visitor.more_pages", { count: pages.length - FIRST_PAGES })}</summary>
          <ol class="visitor__list">{rows(FIRST_PAGES)}</ol>
        </details>
      )}
      {from && <p class="faint small">{t("visitor.came_from", { address: from })}</p>}
    </section>
  );
}

function pathOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host === location.host ? pathname : host + pathname;
}

/** What they said of earlier answers. */
export function RatingsPart({ about: { ratings } }: VisitorPartProps) {
  const { t, date } = useTexts<VisitorKey>();
  if (ratings.length === 0) return null;
  return (
    <section class="visitor__part">
      <h4 class="visitor__title">{t("visitor.ratings")}</h4>
      <ul class="visitor__list">
        {ratings.map((one) => (
          <li key={one.given_at} class="visitor__rating">
            <span>
              <span class="visitor__stars" aria-hidden="true">
                {"★".repeat(one.stars)}
              </span>
              <span class="visually-hidden">{t("visitor.stars", { count: one.stars })}</span>{" "}
              <span class="faint small">
                {date(one.given_at, "date")}
                {one.resolved_by && ` · ${one.resolved_by}`}
              </span>
            </span>
            {one.words && <span class="visitor__words">{one.words}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
