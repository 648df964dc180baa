import type { MonthFigures, OwnFigures } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { Language } from "../../shared/i18n/i18n";
import type { OwnKey } from "../../shared/i18n/ru/own";
import { durationText } from "../../shared/ui/inbox/moments";
import { EmptyState } from "../../shared/ui/surface";

const HEIGHT = 100;
const STEP = 30;
const NOTHING = "—";

/** How one's consultations went: the year, its months as bars, and every number in a table. */
export function FiguresView({ figures }: { figures: OwnFigures }) {
  const { t, language } = useTexts<OwnKey>();
  if (figures.answered === 0 && figures.reviews === 0) return <EmptyState title={t("own.nothing")} />;
  return (
    <div class="stack stack--loose own">
      <dl class="own__tiles" aria-label={t("own.year")}>
        <Tile name={t("own.answered")} value={String(figures.answered)} about={t("own.year")} />
        <Tile
          name={t("own.median")}
          value={lasting(figures.median_first_answer_seconds, language)}
          about={t("own.median_hint")}
        />
        <Tile name={t("own.on_time")} value={share(figures.on_time_share, language)} about={t("own.year")} />
        <Tile
          name={t("own.rating")}
          value={figures.rating === null ? t("own.no_rating") : decimal(figures.rating, language)}
          about={t("own.reviews", { count: figures.reviews })}
        />
      </dl>
      {figures.answered > 0 && <Bars months={figures.months} language={language} label={t("own.chart")} />}
      <Numbers months={figures.months} />
    </div>
  );
}

function Tile({ name, value, about }: { name: string; value: string; about: string }) {
  return (
    <div class="own__tile">
      <dt>{name}</dt>
      <dd class="own__figure">{value}</dd>
      <dd class="faint small">{about}</dd>
    </div>
  );
}

interface BarsProps {
  months: readonly MonthFigures[];
  language: Language;
  label: string;
}

function Bars({ months, language, label }: BarsProps) {
  const most = Math.max(1, ...months.map(({ answered }) => answered));
  return (
    <svg class="own__bars" viewBox={`0 0 ${months.length * STEP} ${HEIGHT + 34}`} role="img" aria-label={label}>
      {months.map(({ month, answered }, at) => {
        const height = (answered / most) * HEIGHT;
        const middle = at * STEP + STEP / 2;
        return (
          <g key={month}>
            <rect x={middle - 9} y={14 + HEIGHT - height} width="18" height={Math.max(1, height)} rx="3" />
            {answered > 0 && (
              <text x={middle} y={10 + HEIGHT - height}>
                {answered}
              </text>
            )}
            <text class="own__bar-name" x={middle} y={HEIGHT + 29}>
              {monthName(month, language, "short")}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

function Numbers({ months }: { months: readonly MonthFigures[] }) {
  const { t, language } = useTexts<OwnKey>();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where the screen is narrow
    <section class="own__table" tabIndex={0} aria-label={t("own.figures")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("own.month")}</th>
            <th scope="col">{t("own.answered")}</th>
            <th scope="col">{t("own.median")}</th>
            <th scope="col">{t("own.on_time")}</th>
            <th scope="col">{t("own.rating")}</th>
          </tr>
        </thead>
        <tbody>
          {months.toReversed().map((one) => (
            <tr key={one.month}>
              <th scope="row">{monthName(one.month, language, "long")}</th>
              <td>{one.answered}</td>
              <td>{lasting(one.median_first_answer_seconds, language)}</td>
              <td>{share(one.on_time_share, language)}</td>
              <td>
                {one.rating === null
                  ? NOTHING
                  : `${decimal(one.rating, language)} (${t("own.reviews", { count: one.reviews })})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function monthName(month: string, language: Language, style: "short" | "long"): string {
  const options: Intl.DateTimeFormatOptions =
    style === "short" ? { month: "short", timeZone: "UTC" } : { month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language, options).format(new Date(`${month}-15T12:00:00Z`));
}

function lasting(seconds: number | null, language: Language): string {
  return seconds === null ? NOTHING : durationText(language, seconds * 1000);
}

function share(part: number | null, language: Language): string {
  return part === null ? NOTHING : new Intl.NumberFormat(language, { style: "percent" }).format(part);
}

function decimal(value: number, language: Language): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}
