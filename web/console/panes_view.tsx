import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import { EmptyState } from "../shared/ui/surface";
import { CardView } from "./card/card_view";
import type { Desktop } from "./desktop";
import { Pane, type PaneProps } from "./pane";

/** The open consultations side by side, or what to do first. */
export function PanesView({ desktop }: { desktop: Desktop }) {
  const { t } = useTexts<ConsoleKey>();
  const { current } = desktop.panes.value;
  const ids = desktop.shown.value;
  useShowing(desktop, ids, current);
  if (current === null) {
    return (
      <div class="split__nothing">
        <EmptyState title={t("console.pick")}>{t("console.pick_text")}</EmptyState>
      </div>
    );
  }
  return (
    <div class={`desk${desktop.card.value && desktop.isCardColumn.value ? " desk--column" : ""}`}>
      <div class="panes" style={{ "--panes": ids.length }}>
        {ids.map((id) => (
          <Place key={id} desktop={desktop} conversationId={id} current={id === current} beside={ids.length > 1} />
        ))}
      </div>
      {desktop.card.value && <CardView key={current} desktop={desktop} conversationId={current} />}
    </div>
  );
}

/** Drawn anew only when something about it has changed, not when one goes to another. */
function Place(props: PaneProps) {
  const { desktop, conversationId, current, beside } = props;
  return useMemo(() => <Pane {...props} />, [desktop, conversationId, current, beside]);
}

/** The chat keeps what was loaded of all of them, and takes the one that is worked in for the one that is looked at. */
function useShowing({ session: { chat } }: Desktop, ids: readonly string[], current: string | null): void {
  useLayoutEffect(() => chat.showBeside(ids), [ids]);
  useEffect(() => {
    // The others have opened themselves by now, each as if it were the only one.
    if (current !== null) void chat.open(current);
  }, [ids, current]);
}
