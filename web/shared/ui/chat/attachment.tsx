import { useEffect, useRef, useState } from "preact/hooks";
import type { Attachment } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import type { KitKey } from "../../i18n/ru/kit";
import { IconButton } from "../button";
import { Icon } from "../icon";
import { close, download, file as fileIcon } from "../icons";
import { VoiceView } from "../voice/voice_view";
import type { Files, Variant } from "./files";
import { frameOf } from "./frame";

export interface AttachmentProps {
  files: Files;
  attachment: Attachment;
}

/** A picture to look at, a recording to listen to, anything else to download. */
export function AttachmentView(props: AttachmentProps) {
  const { content_type: type } = props.attachment;
  if (type.startsWith("image/")) return <Picture {...props} />;
  if (type === "audio/mp4" && props.attachment.waveform) return <VoiceView {...props} />;
  if (type.startsWith("audio/")) return <Recording {...props} />;
  return <Document {...props} />;
}

/** The file's address once there is one; `failed` when there will be none. */
function useAddress(files: Files, id: string, variant: Variant): { address: string | null; failed: boolean } {
  const [loaded, setLoaded] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const known = files.known(id, variant);
  useEffect(() => {
    let current = true;
    if (known === null) {
      files.address(id, variant).then(
        (address) => current && setLoaded(address),
        () => current && setFailed(true),
      );
    }
    return () => {
      current = false;
    };
  }, [files, id, variant, known]);
  return { address: known ?? loaded, failed };
}

function Picture({ files, attachment }: AttachmentProps) {
  const { t } = useTexts<ChatKey>();
  const [open, setOpen] = useState(false);
  const [broken, setBroken] = useState(false);
  const variant = attachment.has_thumbnail ? "thumbnail" : "original";
  const { address, failed } = useAddress(files, attachment.id, variant);
  if (failed || broken) {
    return (
      <>
        <p class="faint small">{t("chat.image_gone")}</p>
        <Document files={files} attachment={attachment} />
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
      {open && <Lightbox files={files} attachment={attachment} onClose={() => setOpen(false)} />}
    </>
  );
}

function Lightbox({ files, attachment, onClose }: AttachmentProps & { onClose: () => void }) {
  const { t } = useTexts<KitKey>();
  const dialog = useRef<HTMLDialogElement>(null);
  const { address } = useAddress(files, attachment.id, "original");
  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="lightbox"
      aria-label={attachment.name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={onClose}
      onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
    >
      <div class="lightbox__bar">
        <DownloadLink files={files} attachment={attachment} />
        <IconButton icon={close} label={t("kit.close")} onClick={onClose} />
      </div>
      {address && <img class="lightbox__image" src={address} alt={attachment.name} />}
    </dialog>
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

function DownloadLink({ files, attachment, label }: AttachmentProps & { label?: string }) {
  const { t } = useTexts<ChatKey>();
  const save = async (event: MouseEvent) => {
    event.stopPropagation();
    const link = event.currentTarget as HTMLAnchorElement;
    if (files.known(attachment.id, "original") !== null) return;
    event.preventDefault();
    const address = await files.address(attachment.id, "original").catch(() => null);
    if (!address) return;
    link.href = address;
    link.click();
  };
  const name = label ?? t("chat.download");
  return (
    <a
      class="icon-button"
      href={files.known(attachment.id, "original") ?? "#"}
      download={attachment.name}
      aria-label={name}
      title={name}
      onClick={save}
    >
      <Icon of={download} />
    </a>
  );
}
