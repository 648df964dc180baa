import type { Upload } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import { IconButton } from "../button";
import { Icon } from "../icon";
import { alert, close, file, microphone } from "../icons";
import type { RecordedVoiceProps } from "../voice/recorded";
import { clockTime } from "../voice/shape";
import { later } from "./later";
import type { Parts } from "./parts";

export interface UploadProps {
  parts: Parts;
  upload: Upload;
}

const RecordedVoice = later<RecordedVoiceProps>(() => import("../voice/recorded").then((it) => it.default));

/** A file on its way: how far it is, or why it did not work and what to do. */
export function UploadView({ parts, upload }: UploadProps) {
  const { t, fileSize } = useTexts<ChatKey | KitKey>();
  const failed = upload.state === "failed";
  const held = upload.state === "kept";
  const again = held || (failed && !isFinal(upload));
  const voice = upload.kind === "voice";
  const name = voice ? t("chat.voice") : upload.name;
  return (
    <article class={`message message--own message--first message--last${failed ? " message--failed" : ""}`}>
      <div class="message__bubble upload">
        <span class="document__icon">
          <Icon of={failed ? alert : voice ? microphone : file} />
        </span>
        <span class="document__body">
          <span class="document__name">{name}</span>
          {failed ? (
            <span class="upload__error" role="alert">
              <UploadError parts={parts} upload={upload} />
            </span>
          ) : held ? (
            <span class="document__size">
              {t("chat.record_kept")}
              {upload.recorded && ` · ${clockTime(upload.recorded.duration_ms)}`}
            </span>
          ) : (
            <>
              <progress
                class="upload__progress"
                value={upload.state === "checking" ? undefined : upload.progress}
                max={1}
                aria-label={t("chat.uploading", { name })}
              />
              <span class="document__size">
                {upload.state === "checking" ? t("chat.checking") : fileSize(upload.size)}
              </span>
            </>
          )}
          {upload.recorded && upload.recorded.sound.size > 0 && (held || failed) && (
            <RecordedVoice recorded={upload.recorded} conversation={parts.conversation} />
          )}
          {again && (
            <button
              type="button"
              class="button button--quiet button--small"
              onClick={() => parts.chat.retry(upload.id)}
            >
              {t(held ? "chat.record_kept_send" : "kit.retry")}
            </button>
          )}
        </span>
        <IconButton
          icon={close}
          label={t(failed || held ? "chat.discard" : "chat.upload_cancel")}
          onClick={() => parts.chat.discard(upload.id)}
        />
      </div>
    </article>
  );
}

function isFinal({ error }: Upload): boolean {
  return error?.code === "too_large" || error?.code === "unsupported_type";
}

function UploadError({ parts, upload: { error: cause, kind } }: UploadProps) {
  const { t, error, fileSize } = useTexts<ChatKey>();
  const most = parts.chat.store.state.limits?.max_attachment_bytes;
  if (cause?.code === "too_large" && most) return <>{t("chat.too_large", { size: fileSize(most) })}</>;
  if (cause?.code === "unsupported_type" && kind === "voice") return <>{t("chat.record_unreadable")}</>;
  if (cause?.code === "unsupported_type") return <>{t("chat.unsupported_type")}</>;
  return (
    <>
      {t("chat.upload_failed")}
      {cause && `. ${error(cause)}`}
    </>
  );
}
