import type { Change, Chat, ChatError, Message as Stored } from "../../chat/chat";
import { mark } from "../../chat/selectors";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import { Icon } from "../icon";
import { alert, check, checkDouble, clock } from "../icons";
import type { Changing } from "./changing";
import type { Jump } from "./jump";
import { LateAttachment } from "./late_files";
import { MessageActions } from "./message_actions";
import { shownName } from "./names";
import { messageAt, type Parts } from "./parts";
import { Reactions } from "./reactions";
import type { MessageRow } from "./rows";
import { isEmojiOnly, piecesOf } from "./text";

export interface MessageProps {
  parts: Parts;
  row: MessageRow;
  /** Left out where nothing may be written. */
  changing?: Changing | undefined;
  jump: Jump;
}

/** One message of a person, stored or on its way. */
export function Message({ parts, row, changing, jump }: MessageProps) {
  const { message, pending, change, own, first, last } = row;
  const { t } = useTexts<ChatKey>();
  const content = message ?? pending;
  if (!content) return null;
  const deleted = message?.deleted_at != null;
  const large = !deleted && content.attachments.length === 0 && isEmojiOnly(content.text);
  const classes = [
    "message",
    own ? "message--own" : "message--other",
    first && "message--first",
    last && "message--last",
    large && "message--emoji",
    (pending ?? change)?.state === "failed" && "message--failed",
    message && changing?.editing?.seq === message.seq && "message--editing",
    message && jump.marked === message.seq && "message--marked",
  ].filter(Boolean);
  return (
    <article
      class={classes.join(" ")}
      data-seq={message?.seq}
      tabIndex={-1}
      aria-posinset={message?.seq}
      aria-setsize={message ? parts.conversation.lastSeq : undefined}
    >
      <div class="message__bubble">
        {first && <SenderName parts={parts} row={row} />}
        {content.reply_to_seq != null && <Quote parts={parts} seq={content.reply_to_seq} onOpen={jump.to} />}
        {deleted ? (
          <p class="message__text message__text--deleted">{t("chat.deleted")}</p>
        ) : (
          <>
            {content.attachments.map((attachment) => (
              <LateAttachment
                key={attachment.id}
                files={parts.files}
                attachment={attachment}
                conversation={parts.conversation}
              />
            ))}
            {content.text && <Text text={content.text} />}
          </>
        )}
        <Foot parts={parts} row={row} />
      </div>
      {message && !deleted && changing && (
        <MessageActions message={message} me={parts.me?.id ?? null} changing={changing} />
      )}
      {message && <Reactions parts={parts} message={message} changing={changing} />}
      <Failures chat={parts.chat} row={row} />
    </article>
  );
}

/** Aloud always; in sight only where it is not plain who speaks. */
function SenderName({ parts, row }: { parts: Parts; row: MessageRow }) {
  const { t } = useTexts<ChatKey>();
  const name = row.own ? t("chat.you") : nameOf(row.message, t);
  const plain = row.own || (parts.conversation.details?.participants.length ?? 2) <= 2;
  return <p class={plain ? "visually-hidden" : "message__name"}>{name}</p>;
}

function Text({ text }: { text: string }) {
  return (
    <p class="message__text">
      {piecesOf(text).map((piece, index) =>
        "href" in piece ? (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}

export interface QuoteProps {
  parts: Parts;
  seq: number;
  /** Left out where it leads nowhere. */
  onOpen?: (seq: number, focus: boolean) => void;
}

/** What a message answers, in two lines; what is not loaded can still be gone to. */
export function Quote({ parts, seq, onOpen }: QuoteProps) {
  const { t } = useTexts<ChatKey>();
  const quoted = messageAt(parts.conversation, seq);
  const own = quoted !== null && quoted.sender.id === parts.me?.id;
  const words = (
    <>
      <span class="quote__name">{own ? t("chat.you") : quoted ? nameOf(quoted, t) : t("chat.reply_earlier")}</span>
      <span class="quote__text">{quoted ? summaryOf(quoted, t) : t("chat.reply_show")}</span>
    </>
  );
  if (!onOpen) return <blockquote class="quote">{words}</blockquote>;
  return (
    <button type="button" class="quote" title={t("chat.reply_show")} onClick={() => onOpen(seq, true)}>
      {words}
    </button>
  );
}

function Foot({ parts, row: { message, pending, change, own } }: { parts: Parts; row: MessageRow }) {
  const { t, date } = useTexts<ChatKey>();
  const at = message?.created_at ?? pending?.created_at ?? "";
  return (
    <p class="message__foot">
      {message?.edited_at && !message.deleted_at && <span>{t("chat.edited")}</span>}
      <time dateTime={at} title={date(at, "moment")}>
        {date(at, "time")}
      </time>
      {own && <Mark state={message ? markOf(parts, message, change) : (pending?.state ?? "sending")} />}
    </p>
  );
}

function markOf({ conversation, me }: Parts, message: Stored, change: Change | null | undefined): MarkState {
  if (change && change.what !== "react") return change.state === "failed" ? "failed" : "sending";
  return mark(conversation, message, me);
}

type MarkState = "sending" | "failed" | "sent" | "delivered" | "read";
const MARKS = { sending: clock, failed: alert, sent: check, delivered: checkDouble, read: checkDouble };

function Mark({ state }: { state: MarkState }) {
  const { t } = useTexts<ChatKey>();
  return (
    <span class={`mark mark--${state}`}>
      <Icon of={MARKS[state]} label={t(`chat.${state}`)} />
    </span>
  );
}

/** Of the message itself, or of what I wanted of it. */
function Failures({ chat, row: { key, pending, change } }: { chat: Chat; row: MessageRow }) {
  const { t } = useTexts<ChatKey>();
  if (pending?.state === "failed") {
    return <Failure chat={chat} of={pending} id={key} title={t("chat.failed")} discard={t("chat.discard")} />;
  }
  if (change?.state !== "failed") return null;
  return (
    <Failure
      chat={chat}
      of={change}
      id={change.id}
      title={t("chat.edit_failed")}
      words={change.what === "edit" ? change.text : ""}
      discard={t("chat.edit_discard")}
    />
  );
}

interface FailureProps {
  chat: Chat;
  of: { readonly error?: ChatError };
  /** What is tried again or given up. */
  id: string;
  title: string;
  /** What was to be said and is not shown otherwise. */
  words?: string;
  discard: string;
}

/** Why something did not get through, and what to do about it. */
function Failure({ chat, of, id, title, words, discard }: FailureProps) {
  const { t, error } = useTexts<ChatKey | KitKey>();
  return (
    <div class="message__failure" role="alert">
      <span>
        {title}
        {of.error && ` · ${error(of.error)}`}
      </span>
      {words && <q class="message__unsaved">{words}</q>}
      <span class="message__ways">
        <button type="button" class="button button--quiet button--small" onClick={() => chat.retry(id)}>
          {t("kit.retry")}
        </button>
        <button type="button" class="button button--quiet button--small" onClick={() => chat.discard(id)}>
          {discard}
        </button>
      </span>
    </div>
  );
}

type Translate = (key: ChatKey) => string;

/** The name a person gave, or what they are. */
export function nameOf(message: Stored | null, t: Translate): string {
  const { name, role } = message?.sender ?? {};
  return shownName(name, t, t(role === "astrologer" ? "chat.astrologer" : "chat.support"));
}

/** A message in one line: for quotes and lists. */
export function summaryOf(message: Stored | null, t: Translate): string {
  if (!message) return t("chat.reply_gone");
  if (message.deleted_at) return t("chat.deleted");
  if (message.text) return message.text;
  if (message.kind === "image") return t("chat.photo");
  return message.kind === "voice" ? t("chat.voice") : (message.attachments[0]?.name ?? t("chat.file"));
}
