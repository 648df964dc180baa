import { useState } from "preact/hooks";
import type { Body, ChartBody, NatalChartOut } from "../../contracts/openapi";
import { ChartWheel } from "../../shared/chart/chart_wheel";
import { useTexts } from "../../shared/i18n/context";
import type { CardKey } from "../../shared/i18n/ru/card";
import type { KitKey } from "../../shared/i18n/ru/kit";
import { Failed } from "../../shared/shell/loaded";
import { Skeleton } from "../../shared/ui/mark";
import type { Card } from "./card";
import { degreeText, romanText } from "./degrees";

/** The chart the consultation is about: its wheel, and where every body stands; each shows the other. */
export function Natal({ card }: { card: Card }) {
  const { t } = useTexts<CardKey | KitKey>();
  const [picked, setPicked] = useState<Body | null>(null);
  const chart = card.chart.state.value;
  const wheel = card.wheel.value;
  if (chart.name === "failed") return <Failed error={chart.error} onRetry={() => void card.loadChart()} />;
  return (
    <section class="card-column__part" aria-label={t("card.chart")}>
      <h3>{t("card.chart")}</h3>
      {wheel.name === "ready" ? (
        <ChartWheel drawing={wheel.wheel} picked={picked} onPick={setPicked} />
      ) : wheel.name === "loading" ? (
        <Skeleton height="20rem" />
      ) : null}
      {chart.name === "ready" ? (
        <Degrees chart={chart.data} picked={picked} onPick={setPicked} />
      ) : (
        <Skeleton height="12rem" />
      )}
    </section>
  );
}

interface DegreesProps {
  chart: NatalChartOut;
  picked: Body | null;
  onPick: (body: Body | null) => void;
}

function Degrees({ chart, picked, onPick }: DegreesProps) {
  const { t } = useTexts<CardKey>();
  return (
    <>
      <table class="degrees">
        <thead>
          <tr>
            <th scope="col">{t("card.body")}</th>
            <th scope="col">{t("card.degree")}</th>
            <th scope="col">{t("card.house")}</th>
          </tr>
        </thead>
        <tbody>
          {chart.bodies.map((one) => (
            <tr key={one.body} class={picked === one.body ? "degrees__on" : undefined}>
              <th scope="row">
                <button
                  type="button"
                  class="degrees__body"
                  aria-pressed={picked === one.body}
                  onClick={() => onPick(picked === one.body ? null : one.body)}
                >
                  {placeOf(one)}
                </button>
              </th>
              <td>
                {degreeText(one.degree)}
                {one.is_retrograde && one.body !== "mean_node" && (
                  <abbr class="degrees__back" title={t("card.retrograde")}>
                    {" R"}
                  </abbr>
                )}
              </td>
              <td>{one.house === null ? "—" : romanText(one.house)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="faint small">{chart.houses_text}</p>
    </>
  );
}

/** «Солнце в Тельце»: the server's words, without the numbers after them. */
const placeOf = ({ text }: ChartBody) => text.split(",")[0] ?? text;
