import { useState } from "preact/hooks";
import { useTexts } from "../../shared/i18n/context";
import type { DeskKey } from "../../shared/i18n/ru/desk";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { TriageKey } from "../../shared/i18n/ru/triage";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { FieldFrame } from "../../shared/ui/field";
import type { AskedProps } from "../asked_window";
import { useDoing } from "../doing";

const LONGEST_NOTE = 2000;

/** Done, and what a colleague should know when it comes back. */
export function ResolveWindow({ desk, conversation, onClose }: AskedProps) {
  const { t } = useTexts<DeskKey | KitKey | TriageKey>();
  const { chat } = desk.session;
  const doing = useDoing(desk);
  const [note, setNote] = useState("");
  const resolve = async () => {
    const words = { done: t("desk.resolved_done"), conflict: t("desk.resolve_conflict") };
    if (await doing.ask(() => chat.resolve(conversation.id, note.trim() || undefined), words)) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("triage.resolve_title")}
      closeLabel={t("kit.close")}
      footer={
        <Button busy={doing.busy} onClick={() => void resolve()}>
          {t("desk.resolve")}
        </Button>
      }
    >
      <FieldFrame label={t("triage.resolve_note")} hint={t("desk.notes_hint")}>
        {(control) => (
          <textarea
            {...control}
            rows={4}
            maxLength={LONGEST_NOTE}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </FieldFrame>
    </Dialog>
  );
}
