import { useEffect, useMemo, useState } from "preact/hooks";
import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { DeskKey } from "../shared/i18n/ru/desk";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import { NotificationOffer } from "../shared/ui/arriving/arriving_views";
import { Button } from "../shared/ui/button";
import { ChatView } from "../shared/ui/chat/chat_view";
import { cookieFiles } from "../shared/ui/chat/files";
import { shownName } from "../shared/ui/chat/names";
import { SearchSlot } from "../shared/ui/chat/search_slot";
import { useChat } from "../shared/ui/chat/use_chat";
import { ChatHead } from "../shared/ui/inbox/chat_head";
import { SearchButton, useSearching } from "../shared/ui/search/searching";
import { EmptyState } from "../shared/ui/surface";
import { Actions } from "./actions";
import { BASE, type Desk } from "./desk";
import { createNotes } from "./notes";
import { NotesPanel } from "./notes_panel";
import { assigneeOf, visitorOf } from "./queue";

/** One request: readable for all staff, written into by whoever took it. */
export function Request({ desk, conversationId }: { desk: Desk; conversationId: string }) {
  const { t } = useTexts<ChatKey | DeskKey | InboxKey>();
  const { chat, user } = desk.session;
  const conversation = useChat(chat, (state) => state.conversations.get(conversationId));
  const searching = useSearching();
  const notes = useMemo(() => createNotes(desk.session.api, chat, conversationId), [desk, chat, conversationId]);
  useEffect(() => notes.close, [notes]);
  const shown = desk.notesShown;
  const visitor = conversation && visitorOf(conversation);
  const name = shownName(visitor?.name, t, t("inbox.guest"));
  const place = conversation?.details?.queue;
  const mine = place?.state === "claimed" && place.assignee_id === user.id;
  return (
    <>
      <ChatHead chat={chat} person={visitor} name={conversation && name} back={BASE}>
        <SearchButton searching={searching} />
        <Actions desk={desk} conversationId={conversationId} notes={notes} mine={mine} />
      </ChatHead>
      <NotificationOffer arriving={desk.arriving} chat={chat} conversationId={conversationId} />
      <div class="request">
        <div class="split__chat">
          <ChatView
            chat={chat}
            conversationId={conversationId}
            files={cookieFiles}
            missing={<EmptyState title={t("desk.missing")}>{t("desk.missing_text")}</EmptyState>}
            placeholder={t("desk.to", { name })}
            top={(top) => <SearchSlot {...top} searching={searching} />}
            wanted={desk.wanted.value}
            attentive={mine}
            locked={!mine && conversation?.details ? <Unclaimed desk={desk} conversation={conversation} /> : undefined}
            autoFocus={mine && matchMedia("(width >= 56.25rem)").matches}
          />
        </div>
        {shown.value && (
          <NotesPanel
            desk={desk}
            conversationId={conversationId}
            notes={notes}
            onClose={() => {
              shown.value = false;
            }}
          />
        )}
      </div>
    </>
  );
}

/** In the composer's place: who has the request, or the button that takes it. */
function Unclaimed({ desk, conversation }: { desk: Desk; conversation: Conversation }) {
  const i18n = useTexts<DeskKey>();
  const { t } = i18n;
  const { chat, toasts } = desk.session;
  const [busy, setBusy] = useState(false);
  const place = conversation.details?.queue;
  const done = place?.state === "resolved";
  const assignee = assigneeOf(conversation);
  const claim = async () => {
    setBusy(true);
    const named = { conversation_id: conversation.id };
    const answer = done ? await chat.connection.command("queue.reopen", named) : await chat.claim(conversation.id);
    setBusy(false);
    if (answer.ok) {
      desk.queue.value = "mine";
      return;
    }
    const conflict = answer.error.code === "conflict";
    toasts.notify(conflict ? t("desk.claim_conflict") : i18n.error(answer.error), "danger");
  };
  const text =
    place?.state === "claimed"
      ? t("desk.claim_taken", { name: assignee?.name || t("desk.colleague") })
      : t(done ? "desk.claim_resolved" : "desk.claim_free");
  return (
    <div class="claim" role="status">
      <p class="claim__text">{text}</p>
      {place && place.state !== "claimed" && (
        <Button busy={busy} tone={done ? "secondary" : "primary"} onClick={() => void claim()}>
          {t(done ? "desk.reopen" : "desk.claim")}
        </Button>
      )}
    </div>
  );
}
