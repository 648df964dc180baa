import { useRef, useState } from "preact/hooks";
import type { Message } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { IconButton } from "../button";
import { more, reply } from "../icons";
import type { MenuProps } from "../menu";
import type { Changing } from "./changing";
import { later } from "./later";
import type { MessageMenuProps } from "./message_menu";

const LateMenu = later<MessageMenuProps>(
  () => import("./message_menu").then((it) => it.MessageMenu),
  ({ button }) => <MenuButton button={button} onClick={() => undefined} />,
);

/** The menu's button, standing as it does in the menu. */
function MenuButton({ button, onClick }: { button: MenuProps["button"]; onClick: () => void }) {
  return <div class="menu">{button({ "aria-haspopup": "menu", "aria-expanded": false, onClick })}</div>;
}

export interface MessageActionsProps {
  message: Message;
  me: string | null;
  changing: Changing;
}

/** What can be done with a message: reply at hand, the rest behind «⋯». */
export function MessageActions({ message, me, changing }: MessageActionsProps) {
  const { t } = useTexts<ChatKey>();
  const [up, setUp] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(false);
  const button: MenuProps["button"] = ({ onClick, ...attributes }) => (
    <IconButton
      class="message__act"
      icon={more}
      label={t("chat.actions")}
      {...attributes}
      onClick={() => {
        setUp(isLow(root.current));
        onClick();
      }}
    />
  );
  return (
    <div class="message__actions" ref={root}>
      <IconButton
        class="message__act message__act--reply"
        icon={reply}
        label={t("chat.reply")}
        // The menu has it for the keyboard: one stop a message is enough.
        tabIndex={-1}
        onClick={() => changing.reply(message)}
      />
      {asked ? (
        <LateMenu message={message} me={me} changing={changing} up={up} button={button} />
      ) : (
        <MenuButton button={button} onClick={() => setAsked(true)} />
      )}
    </div>
  );
}

/** Whether there is more room above than below, within what scrolls. */
function isLow(element: HTMLElement | null): boolean {
  const box = element?.closest(".messages__box")?.getBoundingClientRect();
  return element !== null && box !== undefined && element.getBoundingClientRect().top > box.top + box.height / 2;
}
