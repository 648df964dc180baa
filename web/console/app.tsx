import { unreadTotal } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { KitKey } from "../shared/i18n/ru/kit";
import { KeyButtons } from "../shared/keyboard/key_buttons";
import { ReplyWindow } from "../shared/replies/reply_window";
import { Brand } from "../shared/shell/brand";
import { SignOut } from "../shared/shell/sign_out";
import { useTitle } from "../shared/shell/title";
import { SoundButton } from "../shared/ui/arriving/arriving_views";
import { ConnectionNotice } from "../shared/ui/chat/notices";
import { useChat } from "../shared/ui/chat/use_chat";
import { Split } from "../shared/ui/inbox/split";
import { ToastCorner } from "../shared/ui/toast";
import { act, useShortcuts } from "./acting";
import { AvailabilitySwitch } from "./availability_switch";
import { DeparturesWindow } from "./departures_window";
import type { Desktop } from "./desktop";
import { List } from "./list";
import { OwnWindow } from "./own/own_window";
import { PanesView } from "./panes_view";
import { Sheets } from "./sheets";

export function App({ desktop }: { desktop: Desktop }) {
  const { t } = useTexts<ConsoleKey | KitKey>();
  const { session } = desktop;
  const isOpen = desktop.panes.value.current !== null;
  const isBeside = desktop.shown.value.length > 1;
  usePageTitle(desktop);
  useShortcuts(desktop);
  return (
    <div class={`shell shell--full console${isOpen ? " console--open" : ""}${isBeside ? " console--beside" : ""}`}>
      <header class="shell__bar">
        <Brand />
        <span class="shell__title" aria-hidden="true">
          {t("console.name")}
        </span>
        <div class="shell__end">
          <KeyButtons onPalette={() => act(desktop, "palette")} onKeys={() => act(desktop, "shortcuts")} />
          <SoundButton arriving={desktop.arriving} />
          <AvailabilitySwitch desktop={desktop} />
          <SignOut session={session} />
        </div>
      </header>
      <main class="shell__main">
        <h1 class="visually-hidden">{t("console.name")}</h1>
        {!isOpen && <ConnectionNotice parts={{ chat: session.chat }} />}
        <Split open={isOpen} list={<List desktop={desktop} />}>
          <PanesView desktop={desktop} />
        </Split>
      </main>
      <ReplyWindow replies={desktop.replies} />
      <Sheets desktop={desktop} />
      <DeparturesWindow desktop={desktop} />
      <OwnWindow desktop={desktop} />
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
