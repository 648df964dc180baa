import { BirthStrip } from "../shared/birth/birth_strip";
import { useTexts } from "../shared/i18n/context";
import type { AnswerKey } from "../shared/i18n/ru/answer";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { ReviewKey } from "../shared/i18n/ru/review";
import { AnswerDue } from "../shared/late_answer/answer_due";
import { ReplySlot } from "../shared/replies/reply_slot";
import { ReviewCard } from "../shared/review/review_card";
import { IconButton } from "../shared/ui/button";
import { ChatView } from "../shared/ui/chat/chat_view";
import { ContractStrip } from "../shared/ui/chat/contract_strip";
import { cookieFiles } from "../shared/ui/chat/files";
import { SearchSlot } from "../shared/ui/chat/search_slot";
import { useChat } from "../shared/ui/chat/use_chat";
import { quill } from "../shared/ui/icons";
import type { Searching } from "../shared/ui/search/searching";
import { EmptyState } from "../shared/ui/surface";
import type { Desktop } from "./desktop";

export interface ConsultationProps {
  desktop: Desktop;
  conversationId: string;
  /** The client's. */
  name: string;
  current: boolean;
  searching: Searching;
}

/** What is said in one consultation, with the client's name in the field that is written in. */
export function Consultation({ desktop, conversationId, name, current, searching }: ConsultationProps) {
  const { t } = useTexts<AnswerKey | ConsoleKey | ReviewKey>();
  const { api, chat } = desktop.session;
  const conversation = useChat(chat, (state) => state.conversations.get(conversationId));
  return (
    <ChatView
      chat={chat}
      conversationId={conversationId}
      files={cookieFiles}
      ended={
        conversation && <ReviewCard api={api} chat={chat} conversation={conversation} title={t("review.of_client")} />
      }
      missing={<EmptyState title={t("console.not_found")}>{t("console.not_found_text")}</EmptyState>}
      placeholder={t("console.to", { name })}
      top={(top) => (
        <>
          <ContractStrip parts={top.parts}>
            <AnswerDue chat={chat} conversation={top.parts.conversation} />
          </ContractStrip>
          <BirthStrip api={api} chat={chat} conversation={top.parts.conversation} />
          <SearchSlot {...top} searching={searching} />
        </>
      )}
      extra={
        conversation && (
          <>
            <ReplySlot chat={chat} conversation={conversation} replies={desktop.replies} />
            <IconButton
              icon={quill}
              label={t("answer.open")}
              aria-keyshortcuts="Alt+E"
              onClick={() => {
                desktop.answering.value = conversationId;
              }}
            />
          </>
        )
      }
      wanted={current ? desktop.wanted.value : null}
      attentive={current}
      autoFocus={current && matchMedia("(width >= 56.25rem)").matches}
    />
  );
}
