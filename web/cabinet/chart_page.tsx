import { useEffect, useState } from "preact/hooks";
import type { Body, NatalChartOut } from "../contracts/openapi";
import { ChartWheel } from "../shared/chart/chart_wheel";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Failed } from "../shared/shell/loaded";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { download, mail } from "../shared/ui/icons";
import { Skeleton } from "../shared/ui/mark";
import { Banner, EmptyState } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import type { ChartState } from "./chart";
import { outlineAddress } from "./chart_making";
import { ChartProgress } from "./chart_progress";
import { ChartSending } from "./chart_send_dialog";
import { BASE, CATALOGUE } from "./routes";

/** «Моя натальная карта»: view it, download it, send it. */
export function ChartPage({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<CabinetKey>();
  const { chart } = cabinet;
  useEffect(() => void chart.load(), [chart]);
  useEffect(() => void cabinet.chartMaking.follow(), [cabinet]);
  return (
    <div class="page cabinet__page stack stack--loose">
      <h1 class="cabinet__title">{t("cabinet.chart")}</h1>
      <Present cabinet={cabinet} state={chart.state.value} />
    </div>
  );
}

function Present({ cabinet, state }: { cabinet: Cabinet; state: ChartState }) {
  const { t } = useTexts<CabinetKey>();
  if (state.name === "loading") return <Skeleton height="24rem" />;
  if (state.name === "failed") return <Failed error={state.error} onRetry={() => void cabinet.chart.load()} />;
  if (state.name === "asking") return <Question cabinet={cabinet} state={state} />;
  if (state.name === "ready") return <Chart cabinet={cabinet} chart={state.chart} wheel={state.wheel} />;
  return (
    <div class="card">
      <EmptyState
        title={t("cabinet.chart_none")}
        action={
          <a class="button button--primary" href={CATALOGUE}>
            {t("cabinet.to_catalogue")}
          </a>
        }
      >
        {t("cabinet.chart_none_text")}
      </EmptyState>
    </div>
  );
}

function Question({ cabinet, state }: { cabinet: Cabinet; state: Extract<ChartState, { name: "asking" }> }) {
  const { t } = useTexts<CabinetKey>();
  return (
    <section class="card stack">
      <h2>{t(state.choices.length > 0 ? "cabinet.chart_which" : "cabinet.chart_ask")}</h2>
      <p>{state.detail}</p>
      <div class="row row--wrap">
        {state.choices.map((choice) => (
          <Button key={choice.detail} tone="secondary" onClick={() => void cabinet.chart.choose(choice)}>
            {choice.detail}
          </Button>
        ))}
        {state.choices.length === 0 && (
          <a class="button button--primary" href={`${BASE}/profile`}>
            {t("cabinet.chart_to_profile")}
          </a>
        )}
      </div>
    </section>
  );
}

function Chart({ cabinet, chart, wheel }: { cabinet: Cabinet; chart: NatalChartOut; wheel: string }) {
  const { t } = useTexts<CabinetKey>();
  const [picked, setPicked] = useState<Body | null>(null);
  const [sending, setSending] = useState(false);
  const aspects = chart.aspects.filter((one) => picked === null || one.first === picked || one.second === picked);
  return (
    <>
      <div class="row row--apart chart__head">
        <p class="soft">{chart.birth.text}</p>
        <div class="row row--wrap">
          <a
            class="button button--secondary"
            href={outlineAddress()}
            download
            onClick={(event) => {
              event.preventDefault();
              void cabinet.chartMaking.download();
            }}
          >
            <Icon of={download} small />
            {t("cabinet.chart_download")}
          </a>
          <Button tone="secondary" icon={mail} onClick={() => setSending(true)}>
            {t("cabinet.chart_send")}
          </Button>
        </div>
      </div>
      <ChartProgress making={cabinet.chartMaking} onSendAgain={() => setSending(true)} />
      {chart.moon_range && <Banner title={chart.houses_text}>{chart.moon_range.text}</Banner>}
      <div class="chart">
        <section class="card chart__picture" aria-label={t("cabinet.chart")}>
          <ChartWheel drawing={wheel} picked={picked} onPick={setPicked} />
          <p class="soft small">{t("cabinet.chart_pick")}</p>
        </section>
        <div class="stack stack--loose">
          <Positions chart={chart} picked={picked} onPick={setPicked} />
          <section class="stack stack--tight" aria-labelledby="aspects">
            <h2 class="cabinet__block" id="aspects">
              {t("cabinet.chart_aspects")}
            </h2>
            {aspects.length === 0 && <p class="soft">{t("cabinet.chart_aspects_none")}</p>}
            <ul class="chart__lines" aria-live="polite">
              {aspects.map((one) => (
                <li key={`${one.first}-${one.second}`}>{one.text}</li>
              ))}
            </ul>
          </section>
          {chart.houses && <Houses chart={chart} texts={chart.houses.texts} />}
        </div>
      </div>
      {sending && <ChartSending cabinet={cabinet} onClose={() => setSending(false)} />}
    </>
  );
}

interface PositionsProps {
  chart: NatalChartOut;
  picked: Body | null;
  onPick: (body: Body | null) => void;
}

/** Every body as a line that says everything, and a button that shows it in the wheel. */
function Positions({ chart, picked, onPick }: PositionsProps) {
  const { t } = useTexts<CabinetKey>();
  return (
    <section class="stack stack--tight" aria-labelledby="positions">
      <h2 class="cabinet__block" id="positions">
        {t("cabinet.chart_positions")}
      </h2>
      <ul class="chart__lines">
        {chart.bodies.map(({ body, text }) => (
          <li key={body}>
            <button
              class="chart__body"
              type="button"
              aria-pressed={picked === body}
              onClick={() => onPick(picked === body ? null : body)}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Houses({ chart, texts }: { chart: NatalChartOut; texts: readonly string[] }) {
  const { t } = useTexts<CabinetKey>();
  return (
    <section class="stack stack--tight" aria-labelledby="houses">
      <h2 class="cabinet__block" id="houses">
        {t("cabinet.chart_houses")}
      </h2>
      <p class="soft small">{chart.houses_text}</p>
      <ul class="chart__lines chart__lines--columns">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
