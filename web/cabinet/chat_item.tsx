import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { ConversationItem } from "../shared/ui/inbox/conversation_item";
import { personOf } from "../shared/ui/inbox/facts";
import type { Known } from "../shared/ui/search/message_hits";
import type { Cabinet } from "./cabinet";
import { chatAddress } from "./routes";

export interface ChatItemProps {
  cabinet: Cabinet;
  conversation: Conversation;
  now: number;
  selected: boolean;
}

/** How a consultation is called: by its astrologer. */
export function knownAs(conversation: Conversation, nameless: string): Known {
  const person = personOf(conversation, "astrologer");
  return { href: chatAddress(conversation.id), person, name: person?.name || nameless };
}

/** A consultation in a list, as its client sees it: the astrologer, the service, how it stands. */
export function ChatItem({ cabinet, conversation, now, selected }: ChatItemProps) {
  const { t, date, language } = useTexts<CabinetKey>();
  const { consultation, active_until: until, completed_at: completedAt } = conversation.details ?? {};
  const ended = completedAt ? t("cabinet.ended") : until ? t("cabinet.expired", { date: date(until, "date") }) : null;
  return (
    <ConversationItem
      chat={cabinet.session.chat}
      conversation={conversation}
      now={now}
      selected={selected}
      {...knownAs(conversation, t("cabinet.someone"))}
      about={[consultation?.service_title[language], conversation.state === "inactive" ? ended : null]
        .filter(Boolean)
        .join(" · ")}
    />
  );
}
