import { useEffect, useMemo } from "preact/hooks";
import { BirthStrip } from "../shared/birth/birth_strip";
import { type Conversation, inbox } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { ReviewKey } from "../shared/i18n/ru/review";
import { AnswerDue } from "../shared/late_answer/answer_due";
import { OfferCard } from "../shared/late_answer/offer_card";
import { ReviewCard } from "../shared/review/review_card";
import { useNow } from "../shared/shell/use_now";
import { NotificationOffer, SoundButton } from "../shared/ui/arriving/arriving_views";
import { ChatView } from "../shared/ui/chat/chat_view";
import { ContractStrip } from "../shared/ui/chat/contract_strip";
import { cookieFiles } from "../shared/ui/chat/files";
import { SearchSlot } from "../shared/ui/chat/search_slot";
import { useChat } from "../shared/ui/chat/use_chat";
import { ChatHead } from "../shared/ui/inbox/chat_head";
import { matches, personOf } from "../shared/ui/inbox/facts";
import { InboxColumn } from "../shared/ui/inbox/inbox_column";
import { Split } from "../shared/ui/inbox/split";
import { SearchButton, useSearching } from "../shared/ui/search/searching";
import { EmptyState } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import { ChatItem, knownAs } from "./chat_item";
import { ExtendOffer } from "./extend_offer";
import { isOnSale } from "./on_sale";
import { BASE, buyAddress, CATALOGUE } from "./routes";

const TABS = ["active", "inactive"] as const;

/** «Чат»: every consultation, and the open one beside. */
export function Chats({ cabinet, conversationId }: { cabinet: Cabinet; conversationId: string | null }) {
  const { t } = useTexts<CabinetKey>();
  return (
    <>
      <h1 class="visually-hidden">{t("cabinet.chat")}</h1>
      <Split open={conversationId !== null} list={<List cabinet={cabinet} conversationId={conversationId} />}>
        {conversationId ? (
          <Open key={conversationId} cabinet={cabinet} conversationId={conversationId} />
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
  const tab = cabinet.tab.value;
  const search = cabinet.search.value;
  const conversations = useChat(chat, (state) => state.conversations);
  const now = useNow(chat);
  const opened = conversationId ? conversations.get(conversationId) : undefined;
  const openedState = opened?.details ? opened.state : undefined;
  useEffect(() => {
    if (openedState) cabinet.tab.value = openedState;
  }, [conversationId, openedState]);
  const shown = useMemo(
    () =>
      inbox({ ...chat.store.state, conversations }, { kind: "consultation", state: tab }).filter(
        (one) => one.details && matches(search, wordsOf(one)),
      ),
    [conversations, tab, search],
  );
  return (
    <InboxColumn
      chat={chat}
      search={cabinet.search}
      finding={cabinet.finding}
      known={(conversation) => knownAs(conversation, t("cabinet.someone"))}
      openId={conversationId}
      wanted={cabinet.wanted.value}
      label={t("cabinet.chats")}
      tabs={TABS.map((key) => ({ key, label: t(`cabinet.chats_${key}`) }))}
      selected={cabinet.tab}
      pages={cabinet.chats[tab]}
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
    </InboxColumn>
  );
}

function wordsOf(conversation: Conversation): (string | null | undefined)[] {
  const title = conversation.details?.consultation?.service_title;
  return [personOf(conversation, "astrologer")?.name, title?.ru, title?.en];
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
  const { t } = useTexts<CabinetKey | ReviewKey>();
  const { chat } = cabinet.session;
  const conversation = useChat(chat, (state) => state.conversations.get(conversationId));
  const person = conversation && personOf(conversation, "astrologer");
  const searching = useSearching();
  const isWide = matchMedia("(width >= 56.25rem)").matches;
  return (
    <>
      <ChatHead
        chat={chat}
        person={person}
        name={conversation && (person?.name || t("cabinet.someone"))}
        back={`${BASE}/chat`}
      >
        <SoundButton arriving={cabinet.arriving} />
        <SearchButton searching={searching} />
      </ChatHead>
      <NotificationOffer arriving={cabinet.arriving} chat={chat} conversationId={conversationId} />
      <div class="split__chat">
        <ChatView
          chat={chat}
          conversationId={conversationId}
          files={cookieFiles}
          top={(top) => (
            <>
              <ContractStrip parts={top.parts}>
                <AnswerDue chat={chat} conversation={top.parts.conversation} />
                <ExtendOffer cabinet={cabinet} conversationId={conversationId} />
              </ContractStrip>
              <BirthStrip
                api={cabinet.session.api}
                chat={chat}
                conversation={top.parts.conversation}
                onGive={(birth, answer) => {
                  cabinet.giving.value = { birth, answer };
                }}
              />
              <SearchSlot {...top} searching={searching} />
            </>
          )}
          asked={conversation && <OfferCard api={cabinet.session.api} conversation={conversation} />}
          wanted={cabinet.wanted.value}
          buyHref={(slug) => (isOnSale(cabinet.onSale, slug) ? buyAddress(slug) : null)}
          ended={
            conversation && (
              <ReviewCard api={cabinet.session.api} chat={chat} conversation={conversation} title={t("review.yours")} />
            )
          }
          missing={<EmptyState title={t("cabinet.chat_missing")}>{t("cabinet.chat_missing_text")}</EmptyState>}
          autoFocus={isWide}
        />
      </div>
    </>
  );
}
