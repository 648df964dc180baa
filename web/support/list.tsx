import { useMemo } from "preact/hooks";
import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { DeskKey } from "../shared/i18n/ru/desk";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import type { TriageKey } from "../shared/i18n/ru/triage";
import { useNow } from "../shared/shell/use_now";
import { shownName } from "../shared/ui/chat/names";
import { useChat } from "../shared/ui/chat/use_chat";
import { Icon } from "../shared/ui/icon";
import { clock, eye } from "../shared/ui/icons";
import { ConversationItem } from "../shared/ui/inbox/conversation_item";
import { InboxColumn } from "../shared/ui/inbox/inbox_column";
import { durationText } from "../shared/ui/inbox/moments";
import { Tag } from "../shared/ui/mark";
import type { Known } from "../shared/ui/search/message_hits";
import { EmptyState } from "../shared/ui/surface";
import { addressOf, type Desk } from "./desk";
import { assigneeOf, placeOf, type Queue, queued, visitorOf } from "./queue";
import { presentIn } from "./together/viewers";

const QUEUES: readonly Queue[] = ["new", "mine", "all", "snoozed", "resolved"];
/** Whoever waits longer than this stands out. */
const LONG_MS = 10 * 60_000;

export function List({ desk }: { desk: Desk }) {
  const { t } = useTexts<ChatKey | DeskKey | InboxKey>();
  const { chat } = desk.session;
  const conversations = useChat(chat, (state) => state.conversations);
  const me = useChat(chat, (state) => state.me);
  const now = useNow(chat);
  const queue = desk.queue.value;
  const search = desk.search.value;
  const openId = desk.openId.value;
  const state = { ...chat.store.state, conversations, me };
  const shown = useMemo(() => queued(state, queue, search), [conversations, me, queue, search]);
  const counts = useMemo(
    () => ({
      new: queued(state, "new", "").length,
      mine: queued(state, "mine", "").length,
      all: 0,
      snoozed: queued(state, "snoozed", "").length,
      resolved: 0,
    }),
    [conversations, me],
  );
  desk.listed.ids = shown.map(({ id }) => id);
  return (
    <InboxColumn
      chat={chat}
      search={desk.search}
      finding={desk.finding}
      known={(conversation) => known(conversation, t)}
      openId={openId}
      wanted={desk.wanted.value}
      label={t("desk.filter")}
      tabs={QUEUES.map((key) => ({ key, label: t(`desk.${key}`), count: counts[key] }))}
      selected={desk.queue}
      pages={desk.pages[queue]}
      count={shown.length}
      empty={<Nothing queue={queue} />}
    >
      {shown.map((one) => (
        <Item key={one.id} desk={desk} conversation={one} now={now} selected={one.id === openId} />
      ))}
    </InboxColumn>
  );
}

type Translate = (key: ChatKey | InboxKey) => string;

function known(conversation: Conversation, t: Translate): Known {
  const person = visitorOf(conversation);
  return { href: addressOf(conversation.id), person, name: shownName(person?.name, t, t("inbox.guest")) };
}

interface ItemProps {
  desk: Desk;
  conversation: Conversation;
  now: number;
  selected: boolean;
}

function Item({ desk, conversation, now, selected }: ItemProps) {
  const { t } = useTexts<ChatKey | DeskKey | InboxKey>();
  const mine = assigneeOf(conversation)?.user_id === desk.session.user.id;
  return (
    <ConversationItem
      chat={desk.session.chat}
      conversation={conversation}
      now={now}
      selected={selected}
      {...known(conversation, t)}
      unread={mine ? conversation.unread : 0}
      marks={<Marks desk={desk} conversation={conversation} now={now} mine={mine} />}
    />
  );
}

interface MarksProps extends Omit<ItemProps, "selected"> {
  mine: boolean;
}

const TAGS_SHOWN = 2;

/** How long the visitor waits, who has the request, who looks at it, and what it is about. */
function Marks({ desk, conversation, now, mine }: MarksProps) {
  const { t, date, language } = useTexts<DeskKey | InboxKey | TriageKey>();
  const place = placeOf(conversation);
  const put = place?.desk;
  const present = presentIn(desk.together.viewers.value, conversation.id, now);
  const names = present.map(({ name }) => name || t("desk.colleague")).join(", ");
  const waits = place?.waiting_since ? now - Date.parse(place.waiting_since) : null;
  const assignee = assigneeOf(conversation);
  return (
    <>
      {waits !== null && (
        <Tag tone={waits > LONG_MS ? "danger" : "accent"}>
          {t("inbox.waits", { duration: durationText(language, waits) })}
        </Tag>
      )}
      {place?.state === "claimed" && (
        <Tag tone={mine ? "sage" : "plain"}>
          {mine ? t("desk.by_me") : t("desk.by", { name: assignee?.name || t("desk.colleague") })}
        </Tag>
      )}
      {put?.snoozed_until && (
        <Tag tone="plain">
          <Icon of={clock} small /> {date(put.snoozed_until, "moment")}
        </Tag>
      )}
      {put?.blocked_at && <Tag tone="danger">{t("triage.blocked")}</Tag>}
      {present.length > 0 && (
        <Tag tone="plain">
          <Icon of={eye} small /> <span class="visually-hidden">{t("triage.here")}</span> {names}
        </Tag>
      )}
      {put?.tags.slice(0, TAGS_SHOWN).map((tag) => (
        <Tag key={tag} tone="plain">
          {tag}
        </Tag>
      ))}
      {put && put.tags.length > TAGS_SHOWN && <Tag tone="plain">+{put.tags.length - TAGS_SHOWN}</Tag>}
    </>
  );
}

function Nothing({ queue }: { queue: Queue }) {
  const { t } = useTexts<DeskKey>();
  const hint = queue === "new" || queue === "mine" || queue === "snoozed" ? t(`desk.empty_${queue}_text`) : null;
  return <EmptyState title={t(`desk.empty_${queue}`)}>{hint}</EmptyState>;
}
