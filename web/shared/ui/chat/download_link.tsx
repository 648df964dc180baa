import type { Attachment } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { Icon } from "../icon";
import { download } from "../icons";
import type { Files } from "./files";

export interface DownloadLinkProps {
  files: Files;
  attachment: Attachment;
  label?: string;
}

/** Saves the original under its own name. */
export function DownloadLink({ files, attachment, label }: DownloadLinkProps) {
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
