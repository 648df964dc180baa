import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Chat, Conversation } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { InboxKey } from "../../i18n/ru/inbox";
import type { SearchKey } from "../../i18n/ru/search";
import { Button } from "../button";
import { Badge } from "../mark";
import type { Finding } from "../search/finding";
import { type Known, MessageHits } from "../search/message_hits";
import type { Wanted } from "../search/wanted";
import { EmptyState } from "../surface";
import { Tabs } from "../tabs";
import { InboxList } from "./inbox_list";
import type { Pages } from "./pages";
import { SearchField } from "./search_field";

export interface InboxColumnProps<Key extends string> {
  chat: Chat;
  search: Signal<string>;
  /** Messages that say what is looked for, and how their conversations are called. */
  finding: Finding;
  known: (conversation: Conversation) => Known;
  openId: string | null;
  wanted: Wanted | null;
  /** What the tabs choose. */
  label: string;
  tabs: readonly { readonly key: Key; readonly label: string; readonly count?: number }[];
  selected: Signal<Key>;
  /** The list of the selected tab: how far it was read, what stands in it, what is said when nothing does. */
  pages: Pages;
  count: number;
  empty: ComponentChildren;
  /** Over the list: how it is sorted. */
  above?: ComponentChildren;
  children: ComponentChildren;
}

/** Search, tabs and a list of conversations: the column beside the open one. */
export function InboxColumn<Key extends string>(props: InboxColumnProps<Key>) {
  const { chat, search, label, tabs, selected, pages, count, empty, children } = props;
  const shown = tabs.map((tab) => ({
    key: tab.key,
    label: (
      <>
        {tab.label}
        <Badge count={tab.count ?? 0} />
      </>
    ),
  }));
  return (
    <>
      <div class="split__top">
        <SearchField
          value={search.value}
          onValue={(value) => {
            search.value = value;
            props.finding.look(value);
          }}
        />
      </div>
      <Tabs
        label={label}
        tabs={shown}
        selected={selected.value}
        onSelect={(key) => {
          selected.value = key;
        }}
      >
        {props.above}
        <InboxList
          chat={chat}
          pages={pages}
          label={tabs.find(({ key }) => key === selected.value)?.label ?? label}
          count={count}
          empty={search.value.trim() ? null : empty}
        >
          {children}
        </InboxList>
        {search.value.trim() && (
          <MessageHits
            {...props}
            empty={count > 0 ? <NoMessages /> : <NothingFound search={search} finding={props.finding} />}
          />
        )}
      </Tabs>
    </>
  );
}

function NoMessages() {
  const { t } = useTexts<SearchKey>();
  return <p class="hits__hint">{t("search.nothing")}</p>;
}

function NothingFound({ search, finding }: { search: Signal<string>; finding: Finding }) {
  const { t } = useTexts<InboxKey>();
  const clear = () => {
    search.value = "";
    finding.look("");
  };
  return (
    <EmptyState
      title={t("inbox.nothing_found")}
      action={
        <Button tone="secondary" size="small" onClick={clear}>
          {t("inbox.clear")}
        </Button>
      }
    >
      {t("inbox.nothing_found_hint")}
    </EmptyState>
  );
}
