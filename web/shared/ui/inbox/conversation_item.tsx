import type { ComponentChildren } from "preact";
import type { ParticipantOut } from "../../../contracts/socket";
import type { Chat, ChatState, Conversation } from "../../chat/chat";
import { isOwn, typists } from "../../chat/selectors";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { InboxKey } from "../../i18n/ru/inbox";
import type { KitKey } from "../../i18n/ru/kit";
import { summaryOf } from "../chat/message";
import { useChat } from "../chat/use_chat";
import { Avatar, Badge } from "../mark";
import { activityText } from "./moments";

export interface ConversationItemProps {
  chat: Chat;
  conversation: Conversation;
  now: number;
  href: string;
  selected: boolean;
  /** It stands on the screen beside the selected one. */
  open?: boolean;
  /** The other side, and what to call them. */
  person: ParticipantOut | undefined;
  name: string;
  /** Under the name: what this conversation is about. */
  about?: ComponentChildren;
  /** In a line of their own: what asks for attention. */
  marks?: ComponentChildren;
  /** Beside the link: a control of its own. */
  aside?: ComponentChildren;
  /** Somebody points at it, or comes to it with the keyboard. */
  onNear?: () => void;
  /** Instead of following the link. */
  onGo?: () => void;
  /** Left out: how much of it I have not read. */
  unread?: number;
}

const selectMe = (state: ChatState) => state.me;

/** One conversation in a list: whom with, about what, the newest words, and what is waiting. */
export function ConversationItem({ chat, conversation, now, person, name, ...props }: ConversationItemProps) {
  const i18n = useTexts<InboxKey | KitKey>();
  const me = useChat(chat, selectMe);
  const presence = useChat(chat, (state) => state.presence.get(person?.user_id ?? "")?.state ?? null);
  const unread = props.unread ?? conversation.unread;
  const last = conversation.lastMessage;
  const at = conversation.pending.at(-1)?.created_at ?? last?.created_at ?? conversation.details?.created_at;
  return (
    <li class="inbox__row">
      <a
        class={`inbox__item${unread > 0 ? " inbox__item--unread" : ""}${props.open ? " inbox__item--open" : ""}`}
        href={props.href}
        aria-current={props.selected ? "page" : undefined}
        data-conversation={conversation.id}
        onPointerEnter={props.onNear}
        onFocus={props.onNear}
        onClick={(event) => {
          if (!props.onGo || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          props.onGo();
        }}
      >
        <Avatar
          name={name}
          src={person?.avatar_url ?? null}
          {...(presence === "online" ? { presence, presenceLabel: i18n.t("inbox.online") } : {})}
        />
        <span class="inbox__words">
          <span class="inbox__line">
            <span class="inbox__name">{name}</span>
            {at && (
              <time class="inbox__time" dateTime={at} title={i18n.date(at, "moment")}>
                {activityText(i18n as never, at, now)}
              </time>
            )}
          </span>
          {props.about && <span class="inbox__about">{props.about}</span>}
          <span class="inbox__line">
            <Preview conversation={conversation} me={me} now={now} />
            <Badge count={unread} label={i18n.t("inbox.unread", { count: unread })} />
          </span>
          {props.marks && <span class="inbox__marks">{props.marks}</span>}
        </span>
      </a>
      {props.aside}
    </li>
  );
}

function Preview({ conversation, me, now }: { conversation: Conversation; me: ChatState["me"]; now: number }) {
  const { t } = useTexts<InboxKey | ChatKey>();
  const typing = typists(conversation, now)[0];
  if (typing) {
    return <span class="inbox__preview inbox__preview--live">{t(`inbox.${typing.state}`)}</span>;
  }
  const pending = conversation.pending.at(-1);
  if (pending) {
    const words = pending.text || pending.attachments[0]?.name || t("chat.file");
    const text = t("inbox.own", { text: words });
    return <span class="inbox__preview">{pending.state === "failed" ? `${t("chat.failed")}: ${words}` : text}</span>;
  }
  const last = conversation.lastMessage;
  if (!last) return <span class="inbox__preview">{t("inbox.no_messages")}</span>;
  if (last.system) {
    const key = `chat.system.${last.system.code}` as ChatKey;
    const text = t(key, last.system.params);
    return <span class="inbox__preview">{text === key ? t("chat.system.unknown") : text}</span>;
  }
  const summary = summaryOf(last, t);
  return <span class="inbox__preview">{isOwn(last, me) ? t("inbox.own", { text: summary }) : summary}</span>;
}
