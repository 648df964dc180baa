import { useMemo } from "preact/hooks";
import { AvailabilityMenu } from "../shared/availability/availability_menu";
import type { ChatState } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { CallingKey } from "../shared/i18n/ru/calling";
import type { DeskKey } from "../shared/i18n/ru/desk";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { OverdueKey } from "../shared/i18n/ru/overdue";
import { KeyButtons } from "../shared/keyboard/key_buttons";
import { ReplyWindow } from "../shared/replies/reply_window";
import { Brand } from "../shared/shell/brand";
import { SignOut } from "../shared/shell/sign_out";
import { useTitle } from "../shared/shell/title";
import { useNow } from "../shared/shell/use_now";
import { Button, IconButton } from "../shared/ui/button";
import { ConnectionNotice } from "../shared/ui/chat/notices";
import { useChat } from "../shared/ui/chat/use_chat";
import { alert, soundOff, soundOn } from "../shared/ui/icons";
import { Split } from "../shared/ui/inbox/split";
import { Badge } from "../shared/ui/mark";
import { EmptyState } from "../shared/ui/surface";
import { ToastCorner } from "../shared/ui/toast";
import { act, useShortcuts } from "./acting";
import type { Desk } from "./desk";
import { FiguresStrip } from "./figures/figures_strip";
import { List } from "./list";
import { overdueAt } from "./overdue/overdue";
import { queued } from "./queue";
import { Request } from "./request";
import { Sheets } from "./sheets";

export function App({ desk }: { desk: Desk }) {
  const { t } = useTexts<DeskKey | KitKey>();
  const { session } = desk;
  const openId = desk.openId.value;
  usePageTitle(desk);
  useShortcuts(desk);
  return (
    <div class={`shell shell--full desk${openId ? " desk--open" : ""}`}>
      <header class="shell__bar">
        <Brand />
        <span class="shell__title" aria-hidden="true">
          {t("desk.name")}
        </span>
        <div class="shell__end">
          <OverdueButton desk={desk} />
          <KeyButtons onPalette={() => act(desk, "palette")} onKeys={() => act(desk, "shortcuts")} />
          <NoticesButton desk={desk} />
          <Availability desk={desk} />
          <SignOut session={session} />
        </div>
      </header>
      <main class="shell__main">
        <h1 class="visually-hidden">{t("desk.name")}</h1>
        <FiguresStrip desk={desk} />
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
      <ReplyWindow replies={desk.replies} />
      <Sheets desk={desk} />
      <ToastCorner toasts={session.toasts} closeLabel={t("kit.close")} />
    </div>
  );
}

/** How many consultations wait for a late answer; nothing while none does. */
function OverdueButton({ desk }: { desk: Desk }) {
  const { t } = useTexts<OverdueKey>();
  const now = useNow(desk.session.chat);
  const count = overdueAt(desk.overdue.items.value ?? [], now).length;
  if (count === 0) return null;
  return (
    <Button
      tone="quiet"
      size="small"
      icon={alert}
      title={t("overdue.count", { count })}
      onClick={() => act(desk, "overdue")}
    >
      <span class="shell__word">{t("overdue.short")}</span> <Badge count={count} />
    </Button>
  );
}

/** What rings on this device. */
function NoticesButton({ desk }: { desk: Desk }) {
  const { t } = useTexts<CallingKey>();
  const isLoud = desk.arriving.sound.value && desk.calling.isOn.value;
  return (
    <IconButton icon={isLoud ? soundOn : soundOff} label={t("calling.title")} onClick={() => act(desk, "notices")} />
  );
}

/** Whether I am given requests; administrators answer nobody by turns. */
function Availability({ desk }: { desk: Desk }) {
  const { t } = useTexts<DeskKey>();
  const { chat, toasts, user } = desk.session;
  const told = useChat(chat, (state) => state.availability.get(user.id));
  const figures = desk.figures.state.value;
  const listed =
    figures.name === "ready" ? figures.data.people.find(({ id }) => id === user.id)?.availability : undefined;
  const known = useMemo(() => told ?? (listed && { state: listed, until: null }), [told, listed]);
  if (user.role !== "support") return null;
  return (
    <AvailabilityMenu
      chat={chat}
      toasts={toasts}
      known={known}
      name={t("desk.availability")}
      words={{ available: t("desk.available"), busy: t("desk.busy"), away: t("desk.away") }}
      failed={t("desk.availability_failed")}
    />
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
