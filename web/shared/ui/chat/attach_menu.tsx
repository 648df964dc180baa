import type { JSX } from "preact";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { camera, file } from "../icons";
import { Menu, type MenuProps } from "../menu";

export interface AttachMenuProps {
  button: MenuProps["button"];
  onFiles: () => void;
  onCamera: () => void;
}

/** A file or the camera; loaded when it is first asked for, and open from the start. */
export function AttachMenu({ button, onFiles, onCamera }: AttachMenuProps): JSX.Element {
  const { t } = useTexts<ChatKey>();
  const items = [
    { label: t("chat.attach_camera"), icon: camera, onSelect: onCamera },
    { label: t("chat.attach_file"), icon: file, onSelect: onFiles },
  ];
  return <Menu opened up start items={items} button={button} />;
}
