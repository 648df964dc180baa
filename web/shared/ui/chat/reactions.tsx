import type { Message } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { Changing } from "./changing";
import type { Parts } from "./parts";

export function reactedWith(message: Message, emoji: string, me: string | null): boolean {
  return me !== null && message.reactions.some((one) => one.emoji === emoji && one.user_ids.includes(me));
}

export interface ReactionsProps {
  parts: Parts;
  message: Message;
  /** Left out where nothing may be written: then they are only read. */
  changing: Changing | undefined;
}

/** The emoji under a message: how many put each, whether I did, a tap puts mine or takes it back. */
export function Reactions({ parts: { conversation, me }, message, changing }: ReactionsProps) {
  const { t } = useTexts<ChatKey>();
  if (message.reactions.length === 0) return null;
  const nameOf = (userId: string) => {
    if (userId === me?.id) return t("chat.you");
    const person = conversation.details?.participants.find((one) => one.user_id === userId);
    return person?.name || t(person?.role === "astrologer" ? "chat.astrologer" : "chat.support");
  };
  return (
    <ul class="reactions" aria-label={t("chat.reactions")}>
      {message.reactions.map(({ emoji, user_ids }) => {
        const own = reactedWith(message, emoji, me?.id ?? null);
        const names = user_ids.map(nameOf).join(", ");
        return (
          <li key={emoji}>
            <button
              type="button"
              class={`reaction${own ? " reaction--own" : ""}`}
              aria-pressed={own}
              aria-label={t("chat.reaction_of", { emoji, names })}
              title={names}
              disabled={!changing}
              onClick={() => changing?.react(message, emoji, !own)}
            >
              <span class="reaction__emoji">{emoji}</span>
              <span class="reaction__count">{user_ids.length}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
