import { useRef, useState } from "preact/hooks";
import { useTexts } from "../../shared/i18n/context";
import type { DeskKey } from "../../shared/i18n/ru/desk";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { TriageKey } from "../../shared/i18n/ru/triage";
import { Button } from "../../shared/ui/button";
import { shownName } from "../../shared/ui/chat/names";
import { Dialog } from "../../shared/ui/dialog";
import { FieldFrame } from "../../shared/ui/field";
import type { AskedProps } from "../asked_window";
import { useDoing } from "../doing";
import { visitorOf } from "../queue";

const LONGEST_REASON = 1900;

/** No word more from this visitor, and why: the reason stands beside the request as a note. */
export function BlockWindow({ desk, conversation, onClose }: AskedProps) {
  const { t } = useTexts<DeskKey | KitKey | TriageKey>();
  const { connection } = desk.session.chat;
  const doing = useDoing(desk);
  const [reason, setReason] = useState("");
  const [checked, setChecked] = useState(false);
  // Asked again after a refusal under the same id, so that it is one note.
  const noteId = useRef(crypto.randomUUID());
  const name = shownName(visitorOf(conversation)?.name, t as never, t("triage.the_visitor"));
  const block = async () => {
    setChecked(true);
    const words = reason.trim();
    if (!words) return;
    const conversation_id = conversation.id;
    const note = { conversation_id, client_note_id: noteId.current, text: t("triage.block_note", { reason: words }) };
    const isNoted = await doing.ask(() => connection.command("note.add", note));
    if (!isNoted) return;
    const done = t("triage.blocked_done");
    const isBlocked = await doing.ask(() => connection.command("queue.block", { conversation_id, blocked: true }), {
      done,
    });
    if (isBlocked) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("triage.block_title", { name })}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button tone="danger" busy={doing.busy} onClick={() => void block()}>
            {t("triage.block_do")}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t("triage.block_text")}</p>
        <FieldFrame
          label={t("triage.block_reason")}
          hint={t("desk.notes_hint")}
          error={checked && !reason.trim() ? t("triage.block_missing") : null}
          required
        >
          {(control) => (
            <textarea
              {...control}
              rows={3}
              maxLength={LONGEST_REASON}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </FieldFrame>
      </div>
    </Dialog>
  );
}
