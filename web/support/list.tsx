import { useMemo } from "preact/hooks";
import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { DeskKey } from "../shared/i18n/ru/desk";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import { useNow } from "../shared/shell/use_now";
import { shownName } from "../shared/ui/chat/names";
import { useChat } from "../shared/ui/chat/use_chat";
import { ConversationItem } from "../shared/ui/inbox/conversation_item";
import { InboxColumn } from "../shared/ui/inbox/inbox_column";
import { durationText } from "../shared/ui/inbox/moments";
import { useStepping } from "../shared/ui/inbox/stepping";
import { Tag } from "../shared/ui/mark";
import type { Known } from "../shared/ui/search/message_hits";
import { EmptyState } from "../shared/ui/surface";
import { addressOf, type Desk } from "./desk";
import { assigneeOf, type Queue, queued, visitorOf } from "./queue";

const QUEUES: readonly Queue[] = ["new", "mine", "all", "resolved"];
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
    () => ({ new: queued(state, "new", "").length, mine: queued(state, "mine", "").length, all: 0, resolved: 0 }),
    [conversations, me],
  );
  const ids = shown.map(({ id }) => id);
  useStepping(ids, openId, desk.show);
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
      pages={queue === "resolved" ? desk.resolved : desk.open}
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
      marks={<Marks conversation={conversation} now={now} mine={mine} />}
    />
  );
}

/** How long the visitor waits, and who has the request. */
function Marks({ conversation, now, mine }: { conversation: Conversation; now: number; mine: boolean }) {
  const { t, language } = useTexts<DeskKey | InboxKey>();
  const place = conversation.details?.queue;
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
    </>
  );
}

function Nothing({ queue }: { queue: Queue }) {
  const { t } = useTexts<DeskKey>();
  const hint = queue === "new" || queue === "mine" ? t(`desk.empty_${queue}_text`) : null;
  return <EmptyState title={t(`desk.empty_${queue}`)}>{hint}</EmptyState>;
}
