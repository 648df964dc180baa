import { useEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../../chat/chat";
import { typists } from "../../chat/selectors";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { nameOf, summaryOf } from "./message";
import type { Parts } from "./parts";

/** So long a text is there for whoever listens; afterwards only the message itself is. */
const SAID_MS = 1_500;

/** Says aloud what others write while the conversation is open: the list itself is silent, because it draws rows again and again. */
export function Arrivals({ parts: { conversation, me } }: { parts: Parts }) {
  const { t } = useTexts<ChatKey>();
  const [arrived, setArrived] = useState<Message | null>(null);
  const last = conversation.lastMessage;
  const known = useRef(last?.seq ?? 0);
  useEffect(() => {
    if (!last || last.seq <= known.current) return;
    known.current = last.seq;
    if (last.kind === "system" || last.sender.id === me?.id) return;
    setArrived(last);
    const timer = setTimeout(() => setArrived(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [last?.seq]);
  return (
    <p class="visually-hidden" aria-live="polite">
      {arrived && `${nameOf(arrived, t)}: ${summaryOf(arrived, t)}`}
    </p>
  );
}

/** Who is writing at the moment. */
export function TypingLine({ parts: { chat, conversation } }: { parts: Parts }) {
  const { t } = useTexts<ChatKey>();
  const writing = typists(conversation, chat.now())[0];
  const person = conversation.details?.participants.find(({ user_id }) => user_id === writing?.userId);
  if (!writing) return null;
  const name = person?.name || t(person?.role === "astrologer" ? "chat.astrologer" : "chat.support");
  return (
    <p class="messages__typing">
      <span class="messages__dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {t(`chat.${writing.state}`, { name })}
    </p>
  );
}
