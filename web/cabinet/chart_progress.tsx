import type { ComponentChildren } from "preact";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { check } from "../shared/ui/icons";
import { Spinner } from "../shared/ui/mark";
import { Banner } from "../shared/ui/surface";
import type { ChartMaking, Letter, Outline } from "./chart_making";

const OUTLINE_STAGES = ["positions", "drawing", "printing"] as const;
const LETTER_STAGES = [...OUTLINE_STAGES, "sending"] as const;

export interface ChartProgressProps {
  making: ChartMaking;
  onSendAgain: () => void;
}

/** What is being made, how far it is, and what became of it. */
export function ChartProgress({ making, onSendAgain }: ChartProgressProps) {
  return (
    <>
      <OutlineProgress outline={making.outline.value} onRetry={() => void making.download()} />
      {making.letter.value && <LetterProgress letter={making.letter.value} onSendAgain={onSendAgain} />}
    </>
  );
}

function OutlineProgress({ outline, onRetry }: { outline: Outline; onRetry: () => void }) {
  const i18n = useTexts<CabinetKey>();
  const { t } = i18n;
  if (outline.name === "idle") return null;
  if (outline.name === "making")
    return <Stages title={t("cabinet.chart_making")} stages={OUTLINE_STAGES} at={outline.stage} />;
  const { error } = outline;
  return (
    <Failure title={t("cabinet.chart_making_failed")} action={t("cabinet.chart_again")} onAction={onRetry}>
      {i18n.error(error)}
    </Failure>
  );
}

function LetterProgress({ letter, onSendAgain }: { letter: Letter; onSendAgain: () => void }) {
  const { t, date } = useTexts<CabinetKey>();
  const { stage, email, tryAgainAt } = letter;
  if (stage === "sent") return <Banner>{t("cabinet.chart_sent", { email })}</Banner>;
  if (stage === "failed")
    return (
      <Failure title={t("cabinet.chart_letter_failed")} action={t("cabinet.chart_again")} onAction={onSendAgain}>
        {t("cabinet.chart_letter_failed_text")}
      </Failure>
    );
  if (tryAgainAt)
    return (
      <Banner tone="warning" title={t("cabinet.chart_letter_waits")}>
        {t("cabinet.chart_letter_waits_text", { moment: date(tryAgainAt, "time") })}
      </Banner>
    );
  const at = stage === "waiting" ? "positions" : stage;
  return <Stages title={t("cabinet.chart_letter_making", { email })} stages={LETTER_STAGES} at={at} />;
}

interface StagesProps {
  title: string;
  stages: readonly (typeof LETTER_STAGES)[number][];
  at: (typeof LETTER_STAGES)[number];
}

function Stages({ title, stages, at }: StagesProps) {
  const { t } = useTexts<CabinetKey>();
  const now = stages.indexOf(at);
  return (
    <section class="card making" aria-label={title}>
      <p class="making__title">{title}</p>
      <ol class="making__stages">
        {stages.map((stage, number) => (
          <li
            key={stage}
            class={`making__stage${number <= now ? " making__stage--begun" : ""}`}
            aria-current={number === now ? "step" : undefined}
          >
            <span class="making__mark">
              {number < now && <Icon of={check} small />}
              {number === now && <Spinner />}
            </span>
            {t(`cabinet.chart_stage_${stage}`)}
          </li>
        ))}
      </ol>
      <p class="soft small">{t("cabinet.chart_making_leave")}</p>
      <span class="visually-hidden" role="status">
        {t(`cabinet.chart_stage_${at}`)}
      </span>
    </section>
  );
}

interface FailureProps {
  title: string;
  action: string;
  onAction: () => void;
  children: ComponentChildren;
}

function Failure({ title, action, onAction, children }: FailureProps) {
  return (
    <Banner
      tone="danger"
      title={title}
      action={
        <Button tone="secondary" size="small" onClick={onAction}>
          {action}
        </Button>
      }
    >
      {children}
    </Banner>
  );
}
