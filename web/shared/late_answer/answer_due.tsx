import type { Chat, Conversation } from "../chat/chat";
import { useTexts } from "../i18n/context";
import type { LateAnswerKey } from "../i18n/ru/late_answer";
import { useNow } from "../shell/use_now";
import { answerDue } from "./due";
import "./late_answer.css";

/** In the contract strip: «Ответ до …» while the client waits, «Вопросы до …» once the consultation was given. */
export function AnswerDue({ chat, conversation }: { chat: Chat; conversation: Conversation }) {
  const { t, date } = useTexts<LateAnswerKey>();
  const now = useNow(chat);
  const due = answerDue(conversation);
  const until = conversation.state === "active" ? conversation.details?.follow_up_until : null;
  const isLate = due !== null && due <= now;
  return (
    <>
      {until && <span class="answer-due">{t("late.follow_up", { date: date(until, "date") })}</span>}
      {due !== null && (
        <span class={`answer-due${isLate ? " answer-due--late" : ""}`}>
          {isLate ? t("late.overdue") : t("late.due", { date: date(due, "moment") })}
        </span>
      )}
    </>
  );
}
