import { useEffect } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { FieldFrame } from "../shared/ui/field";
import type { Departure } from "./departures";
import type { Desktop } from "./desktop";

/** Says whose consultation has gone to somebody else; what was not sent there can be copied before it is forgotten. */
export function DeparturesWindow({ desktop }: { desktop: Desktop }) {
  const { t } = useTexts<ConsoleKey | KitKey>();
  const [first] = desktop.departed.value;
  const isSilent = first !== undefined && first.unsent.length === 0;
  useEffect(() => {
    if (!first || !isSilent) return;
    desktop.session.toasts.notify(t("console.departed", { name: first.name }));
    desktop.forget(first);
  }, [first]);
  return first && !isSilent ? <Unsent key={first.id} departure={first} onClose={() => desktop.forget(first)} /> : null;
}

function Unsent({ departure, onClose }: { departure: Departure; onClose: () => void }) {
  const { t } = useTexts<ConsoleKey | KitKey>();
  const text = departure.unsent.join("\n\n");
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("console.departed", { name: departure.name })}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" onClick={() => void navigator.clipboard?.writeText(text)}>
            {t("console.departed_copy")}
          </Button>
          <Button onClick={onClose}>{t("kit.close")}</Button>
        </>
      }
    >
      <p>{t("console.departed_text")}</p>
      <FieldFrame label={t("console.departed_unsent")}>
        {(control) => <textarea {...control} rows={6} readOnly value={text} />}
      </FieldFrame>
    </Dialog>
  );
}
