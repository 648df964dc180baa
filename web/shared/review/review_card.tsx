import { useEffect, useMemo, useRef } from "preact/hooks";
import type { ReviewAnswer } from "../../contracts/openapi";
import type { Api } from "../api";
import type { Chat, ChatState, Conversation } from "../chat/chat";
import { useTexts } from "../i18n/context";
import type { KitKey } from "../i18n/ru/kit";
import type { ReviewKey } from "../i18n/ru/review";
import { Button } from "../ui/button";
import { useChat } from "../ui/chat/use_chat";
import { ReviewForm } from "./review_form";
import { GivenReview } from "./review_given";
import { createReviewing, draftOf, type Reviewing, wordsIn } from "./reviewing";

export interface ReviewCardProps {
  api: Api;
  chat: Chat;
  conversation: Conversation;
  /** «Отзыв клиента» or «Ваш отзыв». */
  title: string;
}

/** Under a consultation that has ended: its review, and for whoever may give or change it the way to do so. */
export function ReviewCard({ api, chat, conversation, title }: ReviewCardProps) {
  const { t } = useTexts<ReviewKey | KitKey>();
  const reviewing = useMemo(() => createReviewing(api, chat, conversation.id), [conversation.id]);
  useLoading(chat, conversation, reviewing);
  const given = reviewing.given.value;
  if (given.name === "loading") return null;
  if (given.name === "failed") {
    return (
      <p class="review-failed" role="alert">
        {t("review.failed")}
        <Button tone="quiet" size="small" onClick={() => void reviewing.load()}>
          {t("kit.retry")}
        </Button>
      </p>
    );
  }
  return <Loaded chat={chat} conversation={conversation} title={title} reviewing={reviewing} answer={given.data} />;
}

interface LoadedProps extends Omit<ReviewCardProps, "api"> {
  reviewing: Reviewing;
  answer: ReviewAnswer;
}

function Loaded({ chat, conversation, title, reviewing, answer }: LoadedProps) {
  const draft = useChat(chat, (state) => state.drafts.get(draftOf(conversation.id)) ?? "");
  const { review, may_review: mayReview } = answer;
  const writing = mayReview && (!review || draft !== "");
  const card = useFocus(writing);
  if (!writing && !review) return null;
  return (
    <div class="review" ref={card}>
      {writing ? (
        <ReviewForm reviewing={reviewing} words={wordsIn(draft)} isFirst={!review} />
      ) : (
        review && (
          <GivenReview
            review={review}
            title={title}
            isThanked={reviewing.thanked.value}
            onChange={mayReview ? reviewing.change : null}
          />
        )
      )}
    </div>
  );
}

const isOnline = (state: ChatState) => state.connection.name === "online";

/** Asked for at the beginning, when somebody has just given it, and again once a lost connection is back. */
function useLoading(chat: Chat, { lastMessage }: Conversation, reviewing: Reviewing): void {
  const online = useChat(chat, isOnline);
  const told = lastMessage?.system?.code === "consultation.reviewed" ? lastMessage.seq : 0;
  useEffect(() => {
    void reviewing.load();
  }, [reviewing, told]);
  useEffect(() => {
    if (online && reviewing.given.value.name === "failed") void reviewing.load();
  }, [reviewing, online]);
}

/** What had the focus is gone when the form comes or goes: it moves on to what stands there instead. */
function useFocus(writing: boolean) {
  const card = useRef<HTMLDivElement>(null);
  const before = useRef(writing);
  useEffect(() => {
    if (before.current === writing) return;
    before.current = writing;
    card.current?.querySelector<HTMLElement>(writing ? "input:checked" : ".review__title")?.focus();
  }, [writing]);
  return card;
}
