import type { ChatState } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { DeskKey } from "../shared/i18n/ru/desk";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Brand } from "../shared/shell/brand";
import { SignOut } from "../shared/shell/sign_out";
import { useTitle } from "../shared/shell/title";
import { SoundButton } from "../shared/ui/arriving/arriving_views";
import { ConnectionNotice } from "../shared/ui/chat/notices";
import { useChat } from "../shared/ui/chat/use_chat";
import { Split } from "../shared/ui/inbox/split";
import { EmptyState } from "../shared/ui/surface";
import { ToastCorner } from "../shared/ui/toast";
import type { Desk } from "./desk";
import { List } from "./list";
import { queued } from "./queue";
import { Request } from "./request";

export function App({ desk }: { desk: Desk }) {
  const { t } = useTexts<DeskKey | KitKey>();
  const { session } = desk;
  const openId = desk.openId.value;
  usePageTitle(desk);
  return (
    <div class={`shell shell--full desk${openId ? " desk--open" : ""}`}>
      <header class="shell__bar">
        <Brand />
        <span class="shell__title" aria-hidden="true">
          {t("desk.name")}
        </span>
        <div class="shell__end">
          <SoundButton arriving={desk.arriving} />
          <span class="desk__person">{session.user.name}</span>
          <SignOut session={session} />
        </div>
      </header>
      <main class="shell__main">
        <h1 class="visually-hidden">{t("desk.name")}</h1>
        {!openId && <ConnectionNotice parts={{ chat: session.chat }} />}
        <Split open={openId !== null} list={<List desk={desk} />}>
          {openId ? (
            <Request key={openId} desk={desk} conversationId={openId} />
          ) : (
            <div class="split__nothing">
              <EmptyState title={t("desk.pick")}>{t("desk.pick_text")}</EmptyState>
            </div>
          )}
        </Split>
      </main>
      <ToastCorner toasts={session.toasts} closeLabel={t("kit.close")} />
    </div>
  );
}

/** How many wait for somebody, and what is unread of one's own, stand in the title of the browser's tab. */
function usePageTitle(desk: Desk): void {
  const { t } = useTexts<DeskKey>();
  useTitle(
    t("desk.name"),
    useChat(desk.session.chat, (state) => queued(state, "new", "").length + unreadOfMine(state)),
  );
}

function unreadOfMine(state: ChatState): number {
  return queued(state, "mine", "").reduce((sum, { unread }) => sum + unread, 0);
}
