import type { Signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Conversation } from "../shared/chat/chat";
import { useTexts } from "../shared/i18n/context";
import type { CardKey } from "../shared/i18n/ru/card";
import type { ChatKey } from "../shared/i18n/ru/chat";
import type { ConsoleKey } from "../shared/i18n/ru/console";
import type { InboxKey } from "../shared/i18n/ru/inbox";
import { NotificationOffer } from "../shared/ui/arriving/arriving_views";
import { Button, IconButton } from "../shared/ui/button";
import { shownName } from "../shared/ui/chat/names";
import { useChat } from "../shared/ui/chat/use_chat";
import { check, close, user } from "../shared/ui/icons";
import { ChatHead } from "../shared/ui/inbox/chat_head";
import { personOf } from "../shared/ui/inbox/facts";
import { SearchButton, useSearching } from "../shared/ui/search/searching";
import { act } from "./acting";
import { AnswerWindow } from "./answer/answer_window";
import { CompleteDialog, type CompleteDialogProps } from "./complete_dialog";
import { Consultation } from "./consultation";
import type { Desktop } from "./desktop";
import { BASE } from "./panes";

export interface PaneProps {
  desktop: Desktop;
  conversationId: string;
  /** One works in this one. */
  current: boolean;
  /** Others stand beside it. */
  beside: boolean;
}

/** One consultation, bound to its client for as long as it stands there: another client is another pane. */
export function Pane({ desktop, conversationId, current, beside }: PaneProps) {
  const { t } = useTexts<CardKey | ChatKey | ConsoleKey | InboxKey>();
  const { chat } = desktop.session;
  const conversation = useChat(chat, (state) => state.conversations.get(conversationId));
  const searching = useSearching(current);
  const root = useRef<HTMLElement>(null);
  useWorkingIn(root, current);
  const person = conversation && personOf(conversation, "client");
  const name = shownName(person?.name, t, t("inbox.client"));
  const isActive = conversation?.details !== null && conversation?.state === "active";
  return (
    <section
      ref={root}
      class={`pane${current ? " pane--current" : ""}`}
      aria-label={t("console.pane", { name })}
      aria-current={beside && current ? "true" : undefined}
      onFocusIn={() => desktop.enter(conversationId)}
      onPointerDown={() => desktop.enter(conversationId)}
      onClick={() => writeIn(root.current)}
      onKeyDown={(event) => writesOn(event) && fieldOf(root.current)?.focus({ preventScroll: true })}
    >
      <ChatHead chat={chat} person={person} name={conversation && name} back={BASE}>
        <IconButton
          icon={user}
          label={t("card.open")}
          aria-expanded={current && desktop.card.value}
          aria-keyshortcuts="Alt+I"
          onClick={() => act(desktop, "card")}
        />
        <SearchButton searching={searching} />
        {isActive && (
          <Button
            tone="secondary"
            size="small"
            icon={check}
            aria-label={t("console.complete")}
            title={t("console.complete")}
            onClick={() => {
              desktop.completing.value = conversationId;
            }}
          >
            <span class="pane__long">{t("console.complete")}</span>
            <span class="pane__short">{t("console.complete_short")}</span>
          </Button>
        )}
        {beside && (
          <IconButton
            icon={close}
            label={t("console.pane_close", { name })}
            onClick={() => desktop.shut(conversationId)}
          />
        )}
      </ChatHead>
      {current && <NotificationOffer arriving={desktop.arriving} chat={chat} conversationId={conversationId} />}
      <div class="split__chat">
        <Consultation desktop={desktop} conversationId={conversationId} name={name} {...{ current, searching }} />
      </div>
      {isActive && (
        <>
          <Asked desktop={desktop} asked={desktop.completing} View={CompleteDialog} {...{ conversation, name }} />
          <Asked desktop={desktop} asked={desktop.answering} View={AnswerWindow} {...{ conversation, name }} />
        </>
      )}
    </section>
  );
}

interface AskedProps {
  desktop: Desktop;
  /** For which conversation the window is wanted. */
  asked: Signal<string | null>;
  View: FunctionComponent<CompleteDialogProps>;
  conversation: Conversation;
  name: string;
}

/** A window of this conversation, while it is alive: what ends from elsewhere meanwhile takes it away. */
function Asked({ asked, View, ...props }: AskedProps) {
  const { id } = props.conversation;
  const leave = () => {
    if (asked.peek() === id) asked.value = null;
  };
  useEffect(() => leave, []);
  return asked.value === id ? <View {...props} onClose={leave} /> : null;
}

const isWide = () => matchMedia("(width >= 56.25rem)").matches;

/** Whoever goes to a pane writes in it with the very next key. */
function useWorkingIn(root: { readonly current: HTMLElement | null }, current: boolean): void {
  useLayoutEffect(() => {
    if (current && isWide() && !root.current?.contains(document.activeElement))
      fieldOf(root.current)?.focus({ preventScroll: true });
  }, [current]);
}

/** A click that chose nothing else leads to the field; what is being selected stays selected. */
function writeIn(root: HTMLElement | null): void {
  const isFree = document.activeElement === document.body && document.getSelection()?.isCollapsed !== false;
  if (isFree && isWide()) fieldOf(root)?.focus({ preventScroll: true });
}

/** A letter that nothing in the pane waits for begins to be written. */
function writesOn({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const isIdle = target instanceof HTMLElement && target.getAttribute("role") === "log";
  return isIdle && key.length === 1 && key !== " " && key !== "?" && !ctrlKey && !metaKey && !altKey;
}

function fieldOf(root: HTMLElement | null): HTMLElement | null {
  return root?.querySelector<HTMLElement>(".composer__field") ?? null;
}
