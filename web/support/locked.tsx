import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { DeskKey } from "../shared/i18n/ru/desk";
import { Button } from "../shared/ui/button";
import type { Desk } from "./desk";
import { useDoing } from "./doing";
import { assigneeOf, placeOf } from "./queue";

/** In the composer's place: who has the request, or the button that takes it. */
export function Locked({ desk, conversation }: { desk: Desk; conversation: Conversation }) {
  const { t } = useTexts<DeskKey>();
  const doing = useDoing(desk);
  const place = placeOf(conversation);
  if (!place) return null;
  const take = async () => {
    const { chat } = desk.session;
    const named = { conversation_id: conversation.id };
    const asked = () =>
      place.state === "resolved" ? chat.connection.command("queue.reopen", named) : chat.claim(conversation.id);
    if (await doing.ask(asked, { conflict: t("desk.claim_conflict") })) desk.queue.value = "mine";
  };
  const isBlocked = Boolean(place.desk?.blocked_at);
  const text = {
    claimed: t("desk.claim_taken", { name: assigneeOf(conversation)?.name || t("desk.colleague") }),
    waiting: t("desk.claim_free"),
    resolved: t(isBlocked ? "desk.claim_blocked" : "desk.claim_resolved"),
  }[place.state];
  return (
    <div class="claim" role="status">
      <p class="claim__text">{text}</p>
      {place.state !== "claimed" && !isBlocked && (
        <Button
          busy={doing.busy}
          tone={place.state === "resolved" ? "secondary" : "primary"}
          onClick={() => void take()}
        >
          {t(place.state === "resolved" ? "desk.reopen" : "desk.claim")}
        </Button>
      )}
    </div>
  );
}
