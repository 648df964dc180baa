import { useMemo } from "preact/hooks";
import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import { useNow } from "../shared/shell/use_now";
import { shownName } from "../shared/ui/chat/names";
import { useChat } from "../shared/ui/chat/use_chat";
import { ConversationItem } from "../shared/ui/inbox/conversation_item";
import { personOf, waitingSince } from "../shared/ui/inbox/facts";
import { InboxColumn } from "../shared/ui/inbox/inbox_column";
import { durationText } from "../shared/ui/inbox/moments";
import { useStepping } from "../shared/ui/inbox/stepping";
import { Tag } from "../shared/ui/mark";
import type { Known } from "../shared/ui/search/message_hits";
import { EmptyState } from "../shared/ui/surface";
import { addressOf, type Desktop } from "./desktop";
import { type Filter, listed } from "./filter";

const FILTERS: readonly Filter[] = ["active", "waiting", "inactive"];
/** A deadline this near is a warning. */
const NEAR_MS = 3 * 86_400_000;

export function List({ desktop }: { desktop: Desktop }) {
  const { t } = useTexts<ChatKey | ConsoleKey | InboxKey>();
  const { chat } = desktop.session;
  const conversations = useChat(chat, (state) => state.conversations);
  const now = useNow(chat);
  const filter = desktop.filter.value;
  const search = desktop.search.value;
  const openId = desktop.openId.value;
  const state = { ...chat.store.state, conversations };
  const shown = useMemo(() => listed(state, filter, search), [conversations, filter, search]);
  const waiting = useMemo(() => listed(state, "waiting", "").length, [conversations]);
  const ids = shown.map(({ id }) => id);
  useStepping(ids, openId, desktop.open);
  return (
    <InboxColumn
      chat={chat}
      search={desktop.search}
      finding={desktop.finding}
      known={(conversation) => known(conversation, t)}
      openId={openId}
      wanted={desktop.wanted.value}
      label={t("console.filter")}
      tabs={FILTERS.map((key) => ({ key, label: t(`console.${key}`), count: key === "waiting" ? waiting : 0 }))}
      selected={desktop.filter}
      pages={filter === "inactive" ? desktop.inactive : desktop.active}
      count={shown.length}
      empty={<Nothing filter={filter} />}
    >
      {shown.map((one) => (
        <Item key={one.id} desktop={desktop} conversation={one} now={now} selected={one.id === openId} />
      ))}
    </InboxColumn>
  );
}

type Translate = (key: ChatKey | InboxKey) => string;

function known(conversation: Conversation, t: Translate): Known {
  const person = personOf(conversation, "client");
  return { href: addressOf(conversation.id), person, name: shownName(person?.name, t, t("inbox.client")) };
}

interface ItemProps {
  desktop: Desktop;
  conversation: Conversation;
  now: number;
  selected: boolean;
}

function Item({ desktop, conversation, now, selected }: ItemProps) {
  const { t, language } = useTexts<ChatKey | ConsoleKey | InboxKey>();
  return (
    <ConversationItem
      chat={desktop.session.chat}
      conversation={conversation}
      now={now}
      selected={selected}
      {...known(conversation, t)}
      about={conversation.details?.consultation?.service_title[language]}
      marks={conversation.state === "active" ? <Marks desktop={desktop} conversation={conversation} now={now} /> : null}
    />
  );
}

/** How long the client waits, and how long the consultation still lives. */
function Marks({ desktop, conversation, now }: Omit<ItemProps, "selected">) {
  const { t, date, language } = useTexts<ConsoleKey | InboxKey>();
  const since = waitingSince(conversation, desktop.session.chat.store.state.me);
  const until = conversation.details?.active_until;
  const left = until ? Date.parse(until) - now : null;
  const isNew = conversation.lastMessage === null || conversation.lastMessage.system?.code === "consultation.opened";
  return (
    <>
      {isNew && <Tag>{t("console.new")}</Tag>}
      {since !== null && <Tag tone="accent">{t("inbox.waits", { duration: durationText(language, now - since) })}</Tag>}
      {until && left !== null && left <= NEAR_MS && (
        <Tag tone="warning">{t("inbox.left", { duration: durationText(language, left) })}</Tag>
      )}
      {until && left !== null && left > NEAR_MS && (
        <Tag tone="plain">{t("inbox.until", { date: date(until, "day") })}</Tag>
      )}
    </>
  );
}

function Nothing({ filter }: { filter: Filter }) {
  const { t } = useTexts<ConsoleKey>();
  return (
    <EmptyState title={t(`console.empty_${filter}`)}>
      {filter !== "inactive" && t(`console.empty_${filter}_text`)}
    </EmptyState>
  );
}
