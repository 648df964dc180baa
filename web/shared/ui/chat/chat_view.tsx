import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Chat, ChatState } from "../../chat/chat";
import { isActive } from "../../chat/selectors";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import { Button } from "../button";
import { Spinner } from "../mark";
import type { Wanted } from "../search/wanted";
import { attachAll } from "./attach_button";
import { ChangingWindows, useChanging } from "./changing";
import { Composer } from "./composer";
import type { Files } from "./files";
import type { Jump } from "./jump";
import { MessageList } from "./message_list";
import { ConnectionNotice, Ended } from "./notices";
import type { Parts } from "./parts";
import { useChat } from "./use_chat";

export interface ChatViewProps {
  chat: Chat;
  conversationId: string;
  files: Files;
  /** Above the messages: the contract of a consultation, the search. */
  top?: (top: Top) => ComponentChildren;
  /** More controls in the composer. */
  extra?: ComponentChildren;
  /** Under the explanation that the consultation is over. */
  ended?: ComponentChildren;
  /** Over the composer, or over what stands in its place: what the person is asked. */
  asked?: ComponentChildren;
  /** In the composer's place while this person may read but not write. */
  locked?: ComponentChildren;
  /** Where there is no such conversation, or not for this person; default: the reason. */
  missing?: ComponentChildren;
  /** What the empty field says, where it matters whom the words reach. */
  placeholder?: string | undefined;
  buyHref?: (serviceSlug: string) => string | null;
  /** The message to begin with; another object goes there again. */
  wanted?: Wanted | null;
  /** False: shown beside others; nothing counts as read. */
  attentive?: boolean;
  autoFocus?: boolean;
}

/** What stands above the messages is given: the conversation, and the way to a place in it. */
export interface Top {
  readonly parts: Parts;
  readonly jumping: { readonly current: Jump | null };
}

/** A whole conversation: contract, messages, composer. Fills the height it is given. */
export function ChatView(props: ChatViewProps) {
  // A new conversation is a new view: no scroll position, reply or half-open picker may cross over.
  return <Conversation key={props.conversationId} {...props} />;
}

function Conversation({ chat, conversationId, files, ...props }: ChatViewProps) {
  const { t } = useTexts<ChatKey>();
  const select = useCallback((state: ChatState) => state.conversations.get(conversationId), [conversationId]);
  const conversation = useChat(chat, select);
  const me = useChat(chat, selectMe);
  const failed = useOpening(chat, conversationId);
  if (!conversation || (failed.error && !conversation.opened)) {
    return (
      <section class="chat chat--waiting">
        <ConnectionNotice parts={{ chat }} />
        {failed.error === "not_found" && props.missing ? (
          props.missing
        ) : failed.error ? (
          <LoadFailed code={failed.error} onRetry={failed.retry} />
        ) : (
          <Spinner label={t("chat.loading")} />
        )}
      </section>
    );
  }
  return <Opened parts={{ chat, files, conversation, me }} {...props} />;
}

const selectMe = (state: ChatState) => state.me;

function Opened({ parts, ...props }: Omit<ChatViewProps, "chat" | "conversationId" | "files"> & { parts: Parts }) {
  const { t } = useTexts<ChatKey>();
  const changing = useChanging(parts);
  const [dropping, setDropping] = useState(false);
  const jumping = useRef<Jump | null>(null);
  const active = isActive(parts.conversation, parts.chat.now());
  const writable = active && !props.locked;
  const accept = writable ? droppingHandlers(parts, setDropping) : {};
  return (
    <section class="chat" {...accept}>
      {props.top?.({ parts, jumping })}
      <ConnectionNotice parts={parts} />
      <MessageList
        parts={parts}
        attentive={props.attentive ?? true}
        changing={writable ? changing : undefined}
        wanted={props.wanted ?? null}
        jumping={jumping}
      />
      <ChangingWindows changing={changing} />
      {props.asked}
      {active && props.locked}
      {writable && (
        <Composer
          parts={parts}
          placeholder={props.placeholder}
          changing={changing}
          extra={props.extra}
          autoFocus={props.autoFocus ?? false}
        />
      )}
      {!active && (
        <Ended parts={parts} buyHref={props.buyHref}>
          {props.ended}
        </Ended>
      )}
      {dropping && <div class="chat__drop">{t("chat.drop")}</div>}
    </section>
  );
}

function droppingHandlers(parts: Parts, setDropping: (dropping: boolean) => void) {
  return {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setDropping(true);
    },
    onDragLeave(event: DragEvent) {
      const inside = event.relatedTarget instanceof Node && (event.currentTarget as Node).contains(event.relatedTarget);
      if (!inside) setDropping(false);
    },
    onDrop(event: DragEvent) {
      event.preventDefault();
      setDropping(false);
      attachAll(parts, [...(event.dataTransfer?.files ?? [])]);
    },
  };
}

const isOnline = (state: ChatState) => state.connection.name === "online";

/** Opens the conversation; what failed is tried again when the connection is back. */
function useOpening(chat: Chat, conversationId: string): { error: string | null; retry: () => void } {
  const [error, setError] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    setError(null);
    chat.open(conversationId).then((answer) => {
      if (current && !answer.ok) setError(answer.error.code);
    });
    return () => {
      current = false;
    };
  }, [chat, conversationId, attempt]);
  const online = useChat(chat, isOnline);
  useEffect(() => {
    if (online && error && error !== "not_found") setAttempt((count) => count + 1);
  }, [online]);
  useEffect(
    () => () => {
      if (chat.store.state.focused === conversationId) chat.leave();
    },
    [chat, conversationId],
  );
  return { error, retry: () => setAttempt((count) => count + 1) };
}

function LoadFailed({ code, onRetry }: { code: string; onRetry: () => void }) {
  const { t, error } = useTexts<ChatKey | KitKey>();
  return (
    <div class="messages__empty" role="alert">
      <p>
        {t("chat.load_failed")} {error({ code })}
      </p>
      <Button tone="secondary" size="small" onClick={onRetry}>
        {t("kit.retry")}
      </Button>
    </div>
  );
}
