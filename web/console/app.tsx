import { unreadTotal } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
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
import { AvailabilitySwitch } from "./availability_switch";
import { Consultation } from "./consultation";
import type { Desktop } from "./desktop";
import { List } from "./list";

export function App({ desktop }: { desktop: Desktop }) {
  const { t } = useTexts<ConsoleKey | KitKey>();
  const { session } = desktop;
  const openId = desktop.openId.value;
  usePageTitle(desktop);
  return (
    <div class={`shell shell--full console${openId ? " console--open" : ""}`}>
      <header class="shell__bar">
        <Brand />
        <span class="shell__title" aria-hidden="true">
          {t("console.name")}
        </span>
        <div class="shell__end">
          <SoundButton arriving={desktop.arriving} />
          <AvailabilitySwitch session={session} />
          <SignOut session={session} />
        </div>
      </header>
      <main class="shell__main">
        <h1 class="visually-hidden">{t("console.name")}</h1>
        {!openId && <ConnectionNotice parts={{ chat: session.chat }} />}
        <Split open={openId !== null} list={<List desktop={desktop} />}>
          {openId ? (
            <Consultation key={openId} desktop={desktop} conversationId={openId} />
          ) : (
            <div class="split__nothing">
              <EmptyState title={t("console.pick")}>{t("console.pick_text")}</EmptyState>
            </div>
          )}
        </Split>
      </main>
      <ToastCorner toasts={session.toasts} closeLabel={t("kit.close")} />
    </div>
  );
}

/** The number of unread messages stands in the title of the browser's tab. */
function usePageTitle(desktop: Desktop): void {
  const { t } = useTexts<ConsoleKey>();
  useTitle(
    t("console.name"),
    useChat(desktop.session.chat, (state) => unreadTotal(state, { kind: "consultation" })),
  );
}
