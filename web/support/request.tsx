import { useEffect, useMemo, useRef } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { DeskKey } from "../shared/i18n/ru/desk";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import { ReplySlot } from "../shared/replies/reply_slot";
import { NotificationOffer } from "../shared/ui/arriving/arriving_views";
import { ChatView } from "../shared/ui/chat/chat_view";
import { cookieFiles } from "../shared/ui/chat/files";
import { shownName } from "../shared/ui/chat/names";
import { SearchSlot } from "../shared/ui/chat/search_slot";
import { useChat } from "../shared/ui/chat/use_chat";
import { ChatHead } from "../shared/ui/inbox/chat_head";
import { SearchButton, useSearching } from "../shared/ui/search/searching";
import { EmptyState } from "../shared/ui/surface";
import { Actions } from "./actions";
import { AskedWindow } from "./asked_window";
import { BASE, type Desk } from "./desk";
import { Locked } from "./locked";
import { createNotes } from "./notes";
import { NotesPanel } from "./notes_panel";
import { isMineIn, visitorOf } from "./queue";
import { RequestStrip } from "./request_strip";
import { VisitorPanel } from "./visitor/visitor_panel";

/** One request: readable for all staff, written into by whoever took it. */
export function Request({ desk, conversationId }: { desk: Desk; conversationId: string }) {
  const { t } = useTexts<ChatKey | DeskKey | InboxKey>();
  const { api, chat } = desk.session;
  const conversation = useChat(chat, (state) => state.conversations.get(conversationId));
  const mine = useChat(chat, (state) => isMineIn(state, conversationId));
  const searching = useSearching();
  const notes = useMemo(() => createNotes(api, chat, conversationId), [api, chat, conversationId]);
  useEffect(() => notes.close, [notes]);
  useEffect(() => desk.together.look(conversationId), [desk, conversationId]);
  const root = useWritingOnceMine(mine);
  const visitor = conversation && visitorOf(conversation);
  const name = shownName(visitor?.name, t, t("inbox.guest"));
  const known = conversation?.details ? conversation : undefined;
  return (
    <>
      <ChatHead chat={chat} person={visitor} name={conversation && name} back={BASE}>
        <SearchButton searching={searching} />
        <Actions desk={desk} conversation={known} notes={notes} mine={mine} />
      </ChatHead>
      {known && <RequestStrip desk={desk} conversation={known} />}
      <NotificationOffer arriving={desk.arriving} chat={chat} conversationId={conversationId} />
      <div class="request" ref={root}>
        <div class="split__chat">
          <ChatView
            chat={chat}
            conversationId={conversationId}
            files={cookieFiles}
            missing={<EmptyState title={t("desk.missing")}>{t("desk.missing_text")}</EmptyState>}
            placeholder={t("desk.to", { name })}
            top={(top) => <SearchSlot {...top} searching={searching} />}
            extra={known && <ReplySlot chat={chat} conversation={known} replies={desk.replies} />}
            wanted={desk.wanted.value}
            attentive={mine}
            locked={!mine && known ? <Locked desk={desk} conversation={known} /> : undefined}
            autoFocus={mine && isWide()}
          />
        </div>
        {known && desk.panels.shown("visitor") && (
          <VisitorPanel key={visitor?.user_id} desk={desk} conversation={known} />
        )}
        {desk.panels.shown("notes") && <NotesPanel desk={desk} conversationId={conversationId} notes={notes} />}
      </div>
      {known && <AskedWindow desk={desk} conversation={known} />}
    </>
  );
}

const isWide = () => matchMedia("(width >= 56.25rem)").matches;

/** Whoever takes a request writes in it with the very next key: the button that took it is gone. */
function useWritingOnceMine(mine: boolean) {
  const root = useRef<HTMLDivElement>(null);
  const before = useRef(mine);
  useEffect(() => {
    const isTaken = mine && !before.current;
    before.current = mine;
    if (isTaken && isWide() && document.activeElement === document.body)
      root.current?.querySelector<HTMLElement>(".composer__field")?.focus({ preventScroll: true });
  }, [mine]);
  return root;
}
