import { useMemo } from "preact/hooks";
import type { Chat } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { DesignKey } from "../shared/i18n/ru/design";
import { ChatView } from "../shared/ui/chat/chat_view";
import { ContractStrip } from "../shared/ui/chat/contract_strip";
import { cookieFiles } from "../shared/ui/chat/files";
import { useChat } from "../shared/ui/chat/use_chat";
import { ConversationItem } from "../shared/ui/inbox/conversation_item";
import { Tag } from "../shared/ui/mark";
import { Specimen, Specimens } from "./specimen";
import { stillChat } from "./still_chat";
import { conversation, messages, NOW, opened, TALK, underWay } from "./talk";

export function Inbox() {
  const words = useTexts<DesignKey>();
  const said = messages(words);
  const read = useMemo(() => stillChat(opened(words, said), NOW), []);
  const waiting = useMemo(() => stillChat(opened(words, said.slice(0, 7), { unread: 3, read_seq: 4 }), NOW), []);
  const writing = useMemo(() => stillChat([...opened(words, said), ...underWay(words).slice(-1)], NOW), []);
  return (
    <Specimens>
      <Specimen name="ConversationItem">
        <Item chat={read} />
      </Specimen>
      <Specimen name="ConversationItem unread marks">
        <Item chat={waiting} marked />
      </Specimen>
      <Specimen name="ConversationItem selected">
        <Item chat={writing} selected />
      </Specimen>
    </Specimens>
  );
}

function Item({ chat, marked, selected }: { chat: Chat; marked?: boolean; selected?: boolean }) {
  const { t } = useTexts<DesignKey>();
  const known = useChat(chat, (state) => state.conversations.get(TALK));
  if (!known) return null;
  return (
    <ul class="inbox__list">
      <ConversationItem
        chat={chat}
        conversation={known}
        now={NOW}
        href="#inbox"
        selected={selected ?? false}
        person={known.details?.participants.find(({ role }) => role === "astrologer")}
        name="София"
        about={t("design.about")}
        marks={marked && <Tag tone="warning">{t("design.info")}</Tag>}
      />
    </ul>
  );
}

export function Conversation() {
  const words = useTexts<DesignKey>();
  const chat = useMemo(() => stillChat([...opened(words, messages(words)), ...underWay(words)], NOW), []);
  return (
    <Specimen name="ChatView" wide>
      <Shown chat={chat} tall />
    </Specimen>
  );
}

export function ChatStates() {
  const words = useTexts<DesignKey>();
  const { t } = words;
  const said = messages(words);
  const chats = useMemo(
    () => ({
      offline: stillChat(
        [
          ...opened(words, said),
          {
            type: "connection.changed",
            connection: { name: "offline", retryAt: NOW, cause: "no_network" },
            now: NOW - 9_000,
          },
          { type: "clock.ticked", now: NOW },
        ],
        NOW,
      ),
      ended: stillChat(
        opened(words, said, { state: "inactive", completed_at: conversation(said).created_at, active_until: null }),
        NOW,
      ),
      nothing: stillChat(opened(words, []), NOW),
    }),
    [],
  );
  return (
    <Specimens>
      <Specimen name={t("design.offline_chat")}>
        <Shown chat={chats.offline} />
      </Specimen>
      <Specimen name={t("design.ended_chat")}>
        <Shown chat={chats.ended} />
      </Specimen>
      <Specimen name={t("design.nothing_chat")}>
        <Shown chat={chats.nothing} />
      </Specimen>
    </Specimens>
  );
}

function Shown({ chat, tall }: { chat: Chat; tall?: boolean }) {
  return (
    <div class={`design__chat${tall ? " design__chat--tall" : ""}`}>
      <ChatView
        chat={chat}
        conversationId={TALK}
        files={cookieFiles}
        top={({ parts }) => <ContractStrip parts={parts} />}
        buyHref={(slug) => `/services/${slug}`}
        attentive={false}
      />
    </div>
  );
}
