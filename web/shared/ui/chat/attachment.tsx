import { useState } from "preact/hooks";
import type { Attachment, Conversation } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { Icon } from "../icon";
import { file as fileIcon } from "../icons";
import { VoiceView } from "../voice/voice_view";
import { DownloadLink } from "./download_link";
import type { Files } from "./files";
import { frameOf } from "./frame";
import { later } from "./later";
import { useAddress } from "./use_address";
import type { ViewerProps } from "./viewer";

export interface AttachmentProps {
  files: Files;
  attachment: Attachment;
  /** What it stands in: the other pictures there are leafed through. */
  conversation: Conversation;
}

const Viewer = later<ViewerProps>(() => import("./viewer").then((it) => it.Viewer));

/** A picture to look at, a recording to listen to, anything else to download. */
export function AttachmentView(props: AttachmentProps) {
  const { content_type: type } = props.attachment;
  if (type.startsWith("image/")) return <Picture {...props} />;
  if (type === "audio/mp4" && props.attachment.waveform) return <VoiceView {...props} />;
  if (type.startsWith("audio/")) return <Recording {...props} />;
  return <Document {...props} />;
}

function Picture({ files, attachment, conversation }: AttachmentProps) {
  const { t } = useTexts<ChatKey>();
  const [open, setOpen] = useState(false);
  const [broken, setBroken] = useState(false);
  const variant = attachment.has_thumbnail ? "thumbnail" : "original";
  const { address, failed } = useAddress(files, attachment.id, variant);
  if (failed || broken) {
    return (
      <>
        <p class="faint small">{t("chat.image_gone")}</p>
        <Document files={files} attachment={attachment} conversation={conversation} />
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        class="picture"
        style={frameOf(attachment)}
        aria-label={t("chat.open_image", { name: attachment.name })}
        onClick={() => setOpen(true)}
      >
        {address && <img src={address} alt="" decoding="async" onError={() => setBroken(true)} />}
      </button>
      {open && (
        <Viewer files={files} attachment={attachment} conversation={conversation} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

function Recording({ files, attachment }: AttachmentProps) {
  const { t } = useTexts<ChatKey>();
  const { address } = useAddress(files, attachment.id, "playback");
  // biome-ignore lint/a11y/useMediaCaption: a recorded answer has no captions
  return <audio class="recording" controls preload="none" src={address ?? undefined} aria-label={t("chat.voice")} />;
}

function Document({ files, attachment }: AttachmentProps) {
  const { t, fileSize } = useTexts<ChatKey>();
  return (
    <span class="document">
      <span class="document__icon">
        <Icon of={fileIcon} />
      </span>
      <span class="document__body">
        <span class="document__name">{attachment.name}</span>
        <span class="document__size">{fileSize(attachment.size)}</span>
      </span>
      <DownloadLink files={files} attachment={attachment} label={t("chat.download_file", { name: attachment.name })} />
    </span>
  );
}
