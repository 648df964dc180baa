import { useMemo, useRef } from "preact/hooks";
import { timeline, typists } from "../../chat/selectors";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { Icon } from "../icon";
import { arrowDown } from "../icons";
import { Spinner } from "../mark";
import type { Changing } from "./changing";
import { Message } from "./message";
import type { Parts } from "./parts";
import { type Row, rowsOf } from "./rows";
import { useScroll } from "./scroll";
import { UploadView } from "./upload";

export interface MessageListProps {
  parts: Parts;
  attentive: boolean;
  /** Left out where nothing may be written. */
  changing?: Changing | undefined;
}

/** The conversation itself: from the first drawn message to the typing line. */
export function MessageList({ parts, attentive, changing }: MessageListProps) {
  const { conversation, me } = parts;
  const { t } = useTexts<ChatKey>();
  const scroll = useScroll(parts, attentive);
  const unreadAfter = useUnreadLine(parts);
  const rows = useMemo(() => {
    const drawn = timeline(conversation, me).filter(({ message }) => !message || message.seq >= scroll.from);
    return rowsOf(drawn, me?.id ?? null, unreadAfter);
  }, [conversation, me, scroll.from, unreadAfter]);
  const empty = conversation.opened && rows.length === 0 && conversation.uploads.length === 0;
  return (
    <div class="messages">
      <div
        class="messages__box"
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        aria-label={t("chat.log")}
        aria-busy={conversation.loading}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
        tabIndex={0}
        ref={scroll.place.box}
        onScroll={scroll.onScroll}
      >
        <div class="messages__content" ref={scroll.place.content}>
          {conversation.loading && (
            <p class="messages__loading">
              <Spinner />
              {t("chat.loading")}
            </p>
          )}
          {empty && <Empty support={conversation.kind === "support"} />}
          {rows.map((row) => (
            <RowView key={row.key} parts={parts} row={row} changing={changing} />
          ))}
          {conversation.uploads.map((upload) => (
            <UploadView key={upload.id} parts={parts} upload={upload} />
          ))}
        </div>
      </div>
      {!scroll.atBottom && (
        <button
          type="button"
          class={`messages__down${scroll.below > 0 ? " messages__down--new" : ""}`}
          aria-label={scroll.below > 0 ? undefined : t("chat.to_newest")}
          onClick={scroll.toBottom}
        >
          {scroll.below > 0 && t("chat.new_below", { count: scroll.below })}
          <Icon of={arrowDown} small />
        </button>
      )}
      <TypingLine parts={parts} />
    </div>
  );
}

/** How far the conversation was read when it was opened; null when there was nothing new. */
function useUnreadLine({ conversation }: Parts): number | null {
  const line = useRef<number | null | undefined>(undefined);
  if (line.current === undefined && conversation.opened) {
    line.current = conversation.unread > 0 && conversation.readSeq > 0 ? conversation.readSeq : null;
  }
  return line.current ?? null;
}

function RowView({ parts, row, changing }: { parts: Parts; row: Row; changing: Changing | undefined }) {
  const { t, relativeDay } = useTexts<ChatKey>();
  if (row.type === "message") return <Message parts={parts} row={row} changing={changing} />;
  if (row.type === "day") {
    return (
      <p class="messages__day">
        <time dateTime={row.at}>{relativeDay(row.at, parts.chat.now())}</time>
      </p>
    );
  }
  if (row.type === "unread") {
    return (
      <p class="messages__unread" data-unread>
        {t("chat.unread")}
      </p>
    );
  }
  const { seq, system } = row.message;
  const key = `chat.system.${system?.code ?? "unknown"}` as ChatKey;
  const text = t(key, system?.params);
  return (
    <p class="messages__system" data-seq={seq}>
      {text === key ? t("chat.system.unknown") : text}
    </p>
  );
}

function Empty({ support }: { support: boolean }) {
  const { t } = useTexts<ChatKey>();
  return (
    <div class="messages__empty">
      <p class="empty__title">{t("chat.empty")}</p>
      <p>{t(support ? "chat.empty_support" : "chat.empty_hint")}</p>
    </div>
  );
}

function TypingLine({ parts: { chat, conversation } }: { parts: Parts }) {
  const { t } = useTexts<ChatKey>();
  const writing = typists(conversation, chat.now())[0];
  const person = conversation.details?.participants.find(({ user_id }) => user_id === writing?.userId);
  if (!writing) return null;
  const name = person?.name || t(person?.role === "astrologer" ? "chat.astrologer" : "chat.support");
  return (
    <p class="messages__typing">
      <span class="messages__dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {t(`chat.${writing.state}`, { name })}
    </p>
  );
}
