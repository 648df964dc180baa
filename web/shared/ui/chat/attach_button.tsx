import { useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { IconButton } from "../button";
import { attach } from "../icons";
import type { MenuProps } from "../menu";
import type { AttachMenuProps } from "./attach_menu";
import { later } from "./later";
import type { Parts } from "./parts";

const LateMenu = later<AttachMenuProps>(
  () => import("./attach_menu").then((it) => it.AttachMenu),
  ({ button }) => button({ "aria-haspopup": "menu", "aria-expanded": false, onClick: () => undefined }),
);

/** What is refused is shown with its reason where the upload would be. */
export function attachAll({ chat, conversation }: Parts, files: readonly File[]): void {
  for (const file of files) void chat.attach(conversation.id, file);
}

/** Files; where one touches the screen, the camera is offered beside them. */
export function AttachButton({ parts }: { parts: Parts }) {
  const { t } = useTexts<ChatKey>();
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState(false);
  const touched = isTouchKeyboard();
  const button: MenuProps["button"] = ({ onClick, ...attributes }) => (
    <IconButton icon={attach} label={t("chat.attach")} {...attributes} onClick={onClick} />
  );
  const chosen = (event: Event & { currentTarget: HTMLInputElement }) => {
    attachAll(parts, [...(event.currentTarget.files ?? [])]);
    event.currentTarget.value = "";
  };
  const types = parts.chat.store.state.limits?.attachment_types.join(",");
  return (
    <>
      <input ref={files} type="file" multiple hidden accept={types} onChange={chosen} />
      {touched && <input ref={camera} type="file" hidden accept="image/*" capture="environment" onChange={chosen} />}
      {!touched && <IconButton icon={attach} label={t("chat.attach")} onClick={() => files.current?.click()} />}
      {touched && asked && (
        <LateMenu button={button} onFiles={() => files.current?.click()} onCamera={() => camera.current?.click()} />
      )}
      {touched && !asked && button({ "aria-haspopup": "menu", "aria-expanded": false, onClick: () => setAsked(true) })}
    </>
  );
}

export function isTouchKeyboard(): boolean {
  return matchMedia("(hover: none) and (pointer: coarse)").matches;
}
