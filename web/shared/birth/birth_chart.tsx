import { useEffect, useState } from "preact/hooks";
import type { Body } from "../../contracts/openapi";
import { ChartWheel } from "../chart/chart_wheel";
import { useTexts } from "../i18n/context";
import type { BirthKey } from "../i18n/ru/birth";
import type { KitKey } from "../i18n/ru/kit";
import { Failed } from "../shell/loaded";
import { Dialog } from "../ui/dialog";
import { Icon } from "../ui/icon";
import { download } from "../ui/icons";
import { Skeleton } from "../ui/mark";
import type { WheelState } from "./birth";

export interface BirthChartProps {
  name: string;
  words: string;
  state: WheelState;
  /** Where its outline is downloaded. */
  outline: string;
  onRetry: () => void;
  onClose: () => void;
}

/** The chart of a consultation's birth, in a window. */
export function BirthChart({ name, words, state, outline, onRetry, onClose }: BirthChartProps) {
  const { t } = useTexts<BirthKey | KitKey>();
  const [picked, setPicked] = useState<Body | null>(null);
  useEffect(onRetry, []);
  return (
    <Dialog open wide onClose={onClose} title={t("birth.chart_of", { name })} closeLabel={t("kit.close")}>
      <div class="stack birth-chart">
        <p class="soft">{words}</p>
        {state.name === "loading" && <Skeleton height="20rem" />}
        {state.name === "failed" && <Failed error={{ code: "unavailable" }} onRetry={onRetry} />}
        {state.name === "ready" && <ChartWheel drawing={state.wheel} picked={picked} onPick={setPicked} />}
        <a class="button button--secondary" href={outline} download>
          <Icon of={download} small />
          {t("birth.chart_download")}
        </a>
      </div>
    </Dialog>
  );
}
