import { useEffect, useMemo, useState } from "preact/hooks";
import { inbox } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { useNow } from "../shared/shell/use_now";
import { ChatView } from "../shared/ui/chat/chat_view";
import { cookieFiles } from "../shared/ui/chat/files";
import { useChat } from "../shared/ui/chat/use_chat";
import { ChatHead } from "../shared/ui/inbox/chat_head";
import { personOf } from "../shared/ui/inbox/facts";
import { InboxList } from "../shared/ui/inbox/inbox_list";
import { Split } from "../shared/ui/inbox/split";
import { EmptyState } from "../shared/ui/surface";
import { Tabs } from "../shared/ui/tabs";
import type { Cabinet } from "./cabinet";
import { ChatItem } from "./chat_item";
import { BASE, buyAddress, CATALOGUE } from "./routes";

type Tab = "active" | "inactive";

/** «Чат»: every consultation, and the open one beside. */
export function Chats({ cabinet, conversationId }: { cabinet: Cabinet; conversationId: string | null }) {
  const { t } = useTexts<CabinetKey>();
  return (
    <>
      <h1 class="visually-hidden">{t("cabinet.chat")}</h1>
      <Split open={conversationId !== null} list={<List cabinet={cabinet} conversationId={conversationId} />}>
        {conversationId ? (
          <Open cabinet={cabinet} conversationId={conversationId} />
        ) : (
          <div class="split__nothing">
            <EmptyState title={t("cabinet.chat_pick")}>{t("cabinet.chat_pick_text")}</EmptyState>
          </div>
        )}
      </Split>
    </>
  );
}

function List({ cabinet, conversationId }: { cabinet: Cabinet; conversationId: string | null }) {
  const { t } = useTexts<CabinetKey>();
  const { chat } = cabinet.session;
  const [tab, setTab] = useState<Tab>("active");
  const conversations = useChat(chat, (state) => state.conversations);
  const now = useNow(chat);
  const opened = conversationId ? conversations.get(conversationId) : undefined;
  const openedState = opened?.details ? opened.state : undefined;
  useEffect(() => {
    if (openedState) setTab(openedState);
  }, [conversationId, openedState]);
  const shown = useMemo(
    () =>
      inbox({ ...chat.store.state, conversations }, { kind: "consultation", state: tab }).filter(
        ({ details }) => details,
      ),
    [conversations, tab],
  );
  return (
    <Tabs
      label={t("cabinet.chats")}
      tabs={[
        { key: "active", label: t("cabinet.chats_active") },
        { key: "inactive", label: t("cabinet.chats_inactive") },
      ]}
      selected={tab}
      onSelect={setTab}
    >
      <InboxList
        chat={chat}
        pages={cabinet.chats[tab]}
        label={t(`cabinet.chats_${tab}`)}
        count={shown.length}
        empty={tab === "active" ? <NothingYet /> : <EmptyState title={t("cabinet.chats_inactive_empty")} />}
      >
        {shown.map((conversation) => (
          <ChatItem
            key={conversation.id}
            cabinet={cabinet}
            conversation={conversation}
            now={now}
            selected={conversation.id === conversationId}
          />
        ))}
      </InboxList>
    </Tabs>
  );
}

function NothingYet() {
  const { t } = useTexts<CabinetKey>();
  return (
    <EmptyState
      title={
        <>
          {t("cabinet.chats_empty_before")}
          <a href={CATALOGUE}>{t("cabinet.chats_empty_link")}</a>
          {t("cabinet.chats_empty_after")}
        </>
      }
    />
  );
}

function Open({ cabinet, conversationId }: { cabinet: Cabinet; conversationId: string }) {
  const { t } = useTexts<CabinetKey>();
  const { chat, drafts, signInAddress } = cabinet.session;
  const conversation = useChat(chat, (state) => state.conversations.get(conversationId));
  const person = conversation && personOf(conversation, "astrologer");
  const isWide = matchMedia("(width >= 56.25rem)").matches;
  return (
    <>
      <ChatHead
        chat={chat}
        person={person}
        name={conversation && (person?.name || t("cabinet.someone"))}
        back={`${BASE}/chat`}
      />
      <div class="split__chat">
        <ChatView
          chat={chat}
          conversationId={conversationId}
          files={cookieFiles}
          drafts={drafts}
          buyHref={buyAddress}
          signInHref={signInAddress()}
          missing={<EmptyState title={t("cabinet.chat_missing")}>{t("cabinet.chat_missing_text")}</EmptyState>}
          autoFocus={isWide}
        />
      </div>
    </>
  );
}
