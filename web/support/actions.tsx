import { useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { DeskKey } from "../shared/i18n/ru/desk";
import { Button } from "../shared/ui/button";
import { arrowRight, check, quill } from "../shared/ui/icons";
import type { Desk } from "./desk";
import type { Notes } from "./notes";
import { Transfer } from "./transfer";

interface ActionsProps {
  desk: Desk;
  conversationId: string;
  notes: Notes;
  mine: boolean;
}

/** In the head of a request: its notes, and what its holder does with it. Narrow screens show the icons alone. */
export function Actions({ desk, conversationId, notes, mine }: ActionsProps) {
  const { t } = useTexts<DeskKey>();
  const shown = desk.notesShown;
  const count = notes.items.value.length;
  return (
    <>
      <Button
        tone="quiet"
        size="small"
        icon={quill}
        aria-expanded={shown.value}
        aria-controls="notes"
        aria-label={t("desk.notes_count", { count: String(count) })}
        onClick={() => {
          shown.value = !shown.value;
        }}
      >
        <span class="request__word">{t("desk.notes")}</span> {count || ""}
      </Button>
      {mine && <Hand desk={desk} conversationId={conversationId} />}
    </>
  );
}

/** Out of my hands: to a colleague, or done. */
function Hand({ desk, conversationId }: { desk: Desk; conversationId: string }) {
  const i18n = useTexts<DeskKey>();
  const { t } = i18n;
  const { chat, toasts } = desk.session;
  const [busy, setBusy] = useState(false);
  const [handing, setHanding] = useState(false);
  const resolve = async () => {
    setBusy(true);
    const answer = await chat.resolve(conversationId);
    setBusy(false);
    if (answer.ok) return toasts.notify(t("desk.resolved_done"));
    const conflict = answer.error.code === "conflict";
    toasts.notify(conflict ? t("desk.resolve_conflict") : i18n.error(answer.error), "danger");
  };
  const [transfer, resolved] = [t("desk.transfer"), t("desk.resolve")];
  return (
    <>
      <Button
        tone="secondary"
        size="small"
        icon={arrowRight}
        aria-label={transfer}
        title={transfer}
        onClick={() => setHanding(true)}
      >
        <span class="request__word">{transfer}</span>
      </Button>
      <Button
        tone="secondary"
        size="small"
        icon={check}
        aria-label={resolved}
        title={resolved}
        busy={busy}
        onClick={() => void resolve()}
      >
        <span class="request__word">{resolved}</span>
      </Button>
      {handing && <Transfer desk={desk} conversationId={conversationId} onClose={() => setHanding(false)} />}
    </>
  );
}
