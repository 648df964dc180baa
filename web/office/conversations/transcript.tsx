import { useEffect, useRef } from "preact/hooks";
import type { AttachmentOut, MessageOut } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { ChatKey } from "../../shared/i18n/ru/chat";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Failed } from "../../shared/shell/loaded";
import { Button } from "../../shared/ui/button";
import { EmptyState } from "../../shared/ui/surface";
import type { Reading, ReadingState } from "./reading";
import "./transcript.css";

type Texts = OfficeKey | KitKey | ChatKey;
type Open = Extract<ReadingState, { name: "open" }>;

/** What was said, to be read: nothing can be written, marked or changed here. */
export function Transcript({ reading, state }: { reading: Reading; state: Open }) {
  const { t, date } = useTexts<Texts>();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section class="office__facts stack" aria-label={t("office.reading_words")}>
      <h2 ref={head} tabIndex={-1}>
        {t("office.reading_words")}
      </h2>
      <p class="faint small">{t("office.reading_until", { time: date(state.until, "time") })}</p>
      {reading.failed.value && <Failed error={reading.failed.value} onRetry={() => void reading.earlier()} />}
      {state.more && !reading.failed.value && (
        <Button tone="secondary" busy={reading.busy.value} onClick={() => void reading.earlier()}>
          {t("office.reading_earlier")}
        </Button>
      )}
      {state.messages.length === 0 && <EmptyState title={t("office.reading_empty")} />}
      <ol class="transcript">
        {state.messages.map((message) => (
          <Said key={message.id} message={message} reading={reading} />
        ))}
      </ol>
    </section>
  );
}

function Said({ message, reading }: { message: MessageOut; reading: Reading }) {
  const { t, date } = useTexts<Texts>();
  const { sender, system } = message;
  const name = sender.role === "system" ? t("office.reading_system") : sender.name || t("office.conversation_nobody");
  return (
    <li class={`transcript__said${system ? " transcript__said--system" : ""}`} value={message.seq}>
      <p class="transcript__head">
        <b>{name}</b>
        {sender.role !== "system" && <span>{t(`office.role_${sender.role}`)}</span>}
        <time dateTime={message.created_at}>{date(message.created_at, "moment")}</time>
        {message.edited_at && !message.deleted_at && <span>{t("office.reading_edited")}</span>}
      </p>
      {message.reply_to_seq !== null && (
        <p class="faint small">{t("office.reading_answers", { seq: message.reply_to_seq })}</p>
      )}
      {message.deleted_at && <p class="faint">{t("office.reading_deleted")}</p>}
      {system && <p>{eventIn(t, system.code, system.params)}</p>}
      {message.text && <p class="transcript__text">{message.text}</p>}
      {message.attachments.map((one) => (
        <File key={one.id} file={one} reading={reading} />
      ))}
    </li>
  );
}

function eventIn(
  t: (key: ChatKey | OfficeKey, params?: Record<string, string>) => string,
  code: string,
  params?: Record<string, string>,
) {
  const key = `chat.system.${code}` as ChatKey;
  const text = t(key, params);
  return text === key ? t("office.reading_event") : text;
}

function File({ file, reading }: { file: AttachmentOut; reading: Reading }) {
  const { t, fileSize } = useTexts<Texts>();
  if (file.content_type.startsWith("audio/")) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: a recorded answer has no captions
      <audio
        class="recording"
        controls
        preload="none"
        src={reading.fileAddress(file.id, "playback")}
        aria-label={t("office.reading_voice")}
      />
    );
  }
  return (
    <a class="transcript__file" href={reading.fileAddress(file.id)} target="_blank" rel="noopener">
      {file.has_thumbnail && (
        <img src={reading.fileAddress(file.id, "thumbnail")} alt="" loading="lazy" width="96" height="96" />
      )}
      {file.name} · {fileSize(file.size)}
    </a>
  );
}
