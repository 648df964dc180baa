import type { ComponentChildren } from "preact";
import type { ParticipantOut } from "../../../contracts/socket";
import type { Chat } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { InboxKey } from "../../i18n/ru/inbox";
import type { KitKey } from "../../i18n/ru/kit";
import { useChat } from "../chat/use_chat";
import { Icon } from "../icon";
import { arrowLeft } from "../icons";
import { Avatar } from "../mark";
import { activityText } from "./moments";

export interface ChatHeadProps {
  chat: Chat;
  person: ParticipantOut | undefined;
  /** Left out while nothing is known. */
  name: string | undefined;
  /** The list, for narrow screens. */
  back: string;
  /** Instead of whether the person is there. */
  state?: ComponentChildren;
  /** At the end of the line. */
  children?: ComponentChildren;
}

/** Above an open conversation: the way back, whom one is talking to, and whether they are there. */
export function ChatHead({ chat, person, name, back, state, children }: ChatHeadProps) {
  const i18n = useTexts<InboxKey | KitKey>();
  const presence = useChat(chat, (known) => known.presence.get(person?.user_id ?? ""));
  const online = presence?.state === "online";
  const seenAt = presence?.last_seen_at;
  const away = seenAt
    ? i18n.t("inbox.seen", { when: activityText(i18n as never, seenAt, chat.now()) })
    : i18n.t("inbox.offline");
  return (
    <header class="split__head">
      <a class="icon-button split__back" href={back} aria-label={i18n.t("inbox.back")}>
        <Icon of={arrowLeft} />
      </a>
      {name && (
        <Avatar
          name={name}
          src={person?.avatar_url ?? null}
          {...(online ? { presence: "online" as const, presenceLabel: i18n.t("inbox.online") } : {})}
        />
      )}
      <div class="split__who">
        {name && <h2 class="split__name">{name}</h2>}
        <p class="split__state">{state ?? (person ? (online ? i18n.t("inbox.online") : away) : null)}</p>
      </div>
      {children}
    </header>
  );
}
