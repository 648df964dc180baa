import { useEffect, useState } from "preact/hooks";
import { BirthStrip } from "../shared/birth/birth_strip";
import { useTexts } from "../shared/i18n/context";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import type { ReviewKey } from "../shared/i18n/ru/review";
import { ReviewCard } from "../shared/review/review_card";
import { NotificationOffer } from "../shared/ui/arriving/arriving_views";
import { Button } from "../shared/ui/button";
import { ChatView } from "../shared/ui/chat/chat_view";
import { ContractStrip } from "../shared/ui/chat/contract_strip";
import { cookieFiles } from "../shared/ui/chat/files";
import { shownName } from "../shared/ui/chat/names";
import { SearchSlot } from "../shared/ui/chat/search_slot";
import { useChat } from "../shared/ui/chat/use_chat";
import { check } from "../shared/ui/icons";
import { ChatHead } from "../shared/ui/inbox/chat_head";
import { personOf } from "../shared/ui/inbox/facts";
import { SearchButton, useSearching } from "../shared/ui/search/searching";
import { EmptyState } from "../shared/ui/surface";
import { CompleteDialog } from "./complete_dialog";
import { BASE, type Desktop } from "./desktop";

/** One consultation, with the client's name over it and in the field that is written in. */
export function Consultation({ desktop, conversationId }: { desktop: Desktop; conversationId: string }) {
  const { t } = useTexts<ChatKey | ConsoleKey | InboxKey | ReviewKey>();
  const { chat } = desktop.session;
  const conversation = useChat(chat, (state) => state.conversations.get(conversationId));
  const [completing, setCompleting] = useState(false);
  const searching = useSearching();
  const person = conversation && personOf(conversation, "client");
  const name = shownName(person?.name, t, t("inbox.client"));
  const isActive = conversation?.details !== null && conversation?.state === "active";
  useEffect(() => {
    if (!isActive) setCompleting(false);
  }, [isActive]);
  return (
    <>
      <ChatHead chat={chat} person={person} name={conversation && name} back={BASE}>
        <SearchButton searching={searching} />
        {isActive && (
          <Button tone="secondary" size="small" icon={check} onClick={() => setCompleting(true)}>
            <span class="console__long">{t("console.complete")}</span>
            <span class="console__short" aria-hidden="true">
              {t("console.complete_short")}
            </span>
          </Button>
        )}
      </ChatHead>
      <NotificationOffer arriving={desktop.arriving} chat={chat} conversationId={conversationId} />
      <div class="split__chat">
        <ChatView
          chat={chat}
          conversationId={conversationId}
          files={cookieFiles}
          ended={
            conversation && (
              <ReviewCard
                api={desktop.session.api}
                chat={chat}
                conversation={conversation}
                title={t("review.of_client")}
              />
            )
          }
          missing={<EmptyState title={t("console.not_found")}>{t("console.not_found_text")}</EmptyState>}
          placeholder={t("console.to", { name })}
          top={(top) => (
            <>
              <ContractStrip parts={top.parts} />
              <BirthStrip api={desktop.session.api} chat={chat} conversation={top.parts.conversation} />
              <SearchSlot {...top} searching={searching} />
            </>
          )}
          wanted={desktop.wanted.value}
          autoFocus={matchMedia("(width >= 56.25rem)").matches}
        />
      </div>
      {completing && conversation && (
        <CompleteDialog
          desktop={desktop}
          conversation={conversation}
          name={name}
          onClose={() => setCompleting(false)}
        />
      )}
    </>
  );
}
