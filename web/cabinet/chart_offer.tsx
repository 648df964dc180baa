import { useEffect } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Icon } from "../shared/ui/icon";
import { sun } from "../shared/ui/icons";
import type { Cabinet } from "./cabinet";
import { BASE } from "./routes";

/** «Моя натальная карта» on the first page, for whoever has one. */
export function ChartOffer({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<CabinetKey>();
  const { active, past } = cabinet;
  useEffect(() => {
    void active.load();
    void past.load();
  }, [active, past]);
  const granted = [active, past].some(
    ({ state }) => state.value.name === "ready" && state.value.data.some((one) => one.grants_chart),
  );
  if (!granted) return null;
  return (
    <section class="card offer" aria-labelledby="chart">
      <span class="offer__icon">
        <Icon of={sun} />
      </span>
      <div class="offer__words">
        <h2 class="offer__title" id="chart">
          {t("cabinet.chart")}
        </h2>
        <p class="soft">{t("cabinet.chart_text")}</p>
      </div>
      <a class="button button--secondary" href={`${BASE}/chart`}>
        {t("cabinet.chart_open")}
      </a>
    </section>
  );
}
