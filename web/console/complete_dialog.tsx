import { useState } from "preact/hooks";
import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { waitingSince } from "../shared/ui/inbox/facts";
import { Banner } from "../shared/ui/surface";
import type { Desktop } from "./desktop";

export interface CompleteDialogProps {
  desktop: Desktop;
  conversation: Conversation;
  name: string;
  onClose: () => void;
}

/** «Завершить консультацию»: cannot be undone, so it is asked for twice and by name. */
export function CompleteDialog({ desktop, conversation, name, onClose }: CompleteDialogProps) {
  const i18n = useTexts<ConsoleKey | KitKey>();
  const { t } = i18n;
  const { chat, toasts } = desktop.session;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const complete = async () => {
    setBusy(true);
    setFailure(null);
    const answer = await chat.complete(conversation.id);
    setBusy(false);
    if (!answer.ok) return setFailure(i18n.error(answer.error));
    toasts.notify(t("console.completed"));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("console.complete_title")}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" disabled={busy} onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button busy={busy} onClick={() => void complete()}>
            {t("console.complete")}
          </Button>
        </>
      }
    >
      <p>{t("console.complete_text", { name })}</p>
      {waitingSince(conversation, chat.store.state.me) !== null && (
        <Banner tone="warning">{t("console.complete_unanswered")}</Banner>
      )}
      {failure && <Banner tone="danger">{failure}</Banner>}
    </Dialog>
  );
}
