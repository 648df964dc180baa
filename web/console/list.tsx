import { useEffect, useMemo } from "preact/hooks";
import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import type { LateAnswerKey } from "../shared/i18n/ru/late_answer";
import { answerDue } from "../shared/late_answer/due";
import { useNow } from "../shared/shell/use_now";
import { IconButton } from "../shared/ui/button";
import { shownName } from "../shared/ui/chat/names";
import { useChat } from "../shared/ui/chat/use_chat";
import { Icon } from "../shared/ui/icon";
import { alert, columns } from "../shared/ui/icons";
import { ConversationItem } from "../shared/ui/inbox/conversation_item";
import { personOf, waitingSince } from "../shared/ui/inbox/facts";
import { InboxColumn } from "../shared/ui/inbox/inbox_column";
import { durationText } from "../shared/ui/inbox/moments";
import { Tag } from "../shared/ui/mark";
import type { Known } from "../shared/ui/search/message_hits";
import { EmptyState } from "../shared/ui/surface";
import type { Desktop } from "./desktop";
import { type Filter, listed, SORTINGS, type Sorting, usualSorting } from "./filter";
import { BASE } from "./panes";

const FILTERS: readonly Filter[] = ["active", "waiting", "inactive"];
/** A deadline this near is a warning. */
const MINUTE_MS = 60_000;
const NEAR_MS = 3 * 86_400_000;
/** An answer that is due this soon is a warning. */
const SOON_MS = 6 * 3_600_000;

export function List({ desktop }: { desktop: Desktop }) {
  const { t } = useTexts<ChatKey | ConsoleKey | InboxKey>();
  const { chat } = desktop.session;
  const conversations = useChat(chat, (state) => state.conversations);
  const now = useNow(chat);
  const filter = desktop.filter.value;
  const search = desktop.search.value;
  const openId = desktop.panes.value.current;
  const state = { ...chat.store.state, conversations };
  const sorting = desktop.sorting.value ?? usualSorting(filter);
  const shown = useMemo(() => listed(state, filter, search, sorting), [conversations, filter, search, sorting]);
  const waiting = useMemo(() => listed(state, "waiting", "").length, [conversations]);
  desktop.listed.ids = shown.map(({ id }) => id);
  const isOnline = useChat(chat, (known) => known.connection.name === "online");
  useEffect(() => {
    if (isOnline && filter !== "inactive") desktop.ahead.of(desktop.listed.ids);
  }, [desktop, filter, shown.length, isOnline]);
  const mayBeside = desktop.room.value > 1 && openId !== null;
  // Between two minutes nothing that a row shows becomes another by time alone.
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  return (
    <InboxColumn
      chat={chat}
      search={desktop.search}
      finding={desktop.finding}
      known={(conversation) => known(desktop, conversation, t)}
      openId={openId}
      wanted={desktop.wanted.value}
      label={t("console.filter")}
      tabs={FILTERS.map((key) => ({ key, label: t(`console.${key}`), count: key === "waiting" ? waiting : 0 }))}
      selected={desktop.filter}
      pages={filter === "inactive" ? desktop.inactive : desktop.active}
      count={shown.length}
      empty={<Nothing filter={filter} />}
      above={filter !== "inactive" && shown.length > 1 && <SortChoice desktop={desktop} sorting={sorting} />}
    >
      {shown.map((one) => (
        <Item
          key={one.id}
          desktop={desktop}
          conversation={one}
          now={isTyping(one, now) ? now : minute}
          selected={one.id === openId}
          open={desktop.shown.value.includes(one.id)}
          mayBeside={mayBeside}
        />
      ))}
    </InboxColumn>
  );
}

/** What stands first. */
function SortChoice({ desktop, sorting }: { desktop: Desktop; sorting: Sorting }) {
  const { t } = useTexts<ConsoleKey>();
  return (
    <label class="console__sort">
      <span>{t("console.sort")}</span>
      <select
        value={sorting}
        onChange={(event) => {
          desktop.sorting.value = event.currentTarget.value as Sorting;
        }}
      >
        {SORTINGS.map((one) => (
          <option key={one} value={one}>
            {t(`console.sort_${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

const isTyping = ({ typing }: Conversation, now: number) => [...typing.values()].some(({ until }) => until > now);

type Translate = (key: ChatKey | InboxKey) => string;

function known(desktop: Desktop, conversation: Conversation, t: Translate): Known {
  const person = personOf(conversation, "client");
  return {
    href: desktop.addressTo(conversation.id),
    person,
    name: shownName(person?.name, t, t("inbox.client")),
  };
}

interface ItemProps {
  desktop: Desktop;
  conversation: Conversation;
  now: number;
  selected: boolean;
  /** It stands on the screen. */
  open: boolean;
  /** There is room for another one. */
  mayBeside: boolean;
}

/** Drawn anew only when something it shows has changed: going to another one draws two rows of the list, not all. */
function Item(props: ItemProps) {
  const { desktop, conversation, now, selected, open, mayBeside } = props;
  return useMemo(() => <ItemRow {...props} />, [desktop, conversation, now, selected, open, mayBeside]);
}

function ItemRow({ desktop, conversation, now, selected, open, mayBeside }: ItemProps) {
  const { t, language } = useTexts<ChatKey | ConsoleKey | InboxKey>();
  const shown = known(desktop, conversation, t);
  return (
    <ConversationItem
      chat={desktop.session.chat}
      conversation={conversation}
      now={now}
      selected={selected}
      open={open}
      {...shown}
      // What stands beside it is added where one goes there: so a row stays as it is when one looks elsewhere.
      href={`${BASE}/${encodeURIComponent(conversation.id)}`}
      onNear={() => desktop.ahead.now(conversation.id)}
      onGo={() => desktop.open(conversation.id)}
      about={conversation.details?.consultation?.service_title[language]}
      marks={conversation.state === "active" ? <Marks desktop={desktop} conversation={conversation} now={now} /> : null}
      aside={
        mayBeside &&
        !open && (
          // With the keyboard: Ctrl + Enter in the palette.
          <IconButton
            class="console__beside"
            tabIndex={-1}
            icon={columns}
            label={t("console.beside", { name: shown.name })}
            onClick={() => desktop.openBeside(conversation.id)}
          />
        )
      }
    />
  );
}

/** How long the client waits, and how long the consultation still lives. */
function Marks({ desktop, conversation, now }: Pick<ItemProps, "desktop" | "conversation" | "now">) {
  const { t, date, language } = useTexts<ConsoleKey | InboxKey | LateAnswerKey>();
  const due = answerDue(conversation);
  const isLate = due !== null && due <= now;
  const since = waitingSince(conversation, desktop.session.chat.store.state.me);
  const until = conversation.details?.active_until;
  const left = until ? Date.parse(until) - now : null;
  const isNew = conversation.lastMessage === null || conversation.lastMessage.system?.code === "consultation.opened";
  return (
    <>
      {isNew && <Tag>{t("console.new")}</Tag>}
      {isLate && (
        <Tag tone="danger">
          <Icon of={alert} small />
          {t("console.overdue", { duration: durationText(language, now - due) })}
        </Tag>
      )}
      {due !== null && !isLate && (
        <Tag tone={due - now <= SOON_MS ? "warning" : "plain"}>
          {t("console.due", { duration: durationText(language, due - now) })}
        </Tag>
      )}
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
