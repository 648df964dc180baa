import { useRef, useState } from "preact/hooks";
import type { Message } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { IconButton } from "../button";
import { more, pencil, reply, smile, trash } from "../icons";
import { Menu, type MenuItem } from "../menu";
import type { Changing } from "./changing";
import { reactedWith } from "./reactions";

/** One tap away; the rest is in the picker. */
const QUICK = ["👍", "❤️", "🙏", "😂", "😮", "😢"];

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
  const own = message.sender.id === me;
  const items: MenuItem[] = [
    { label: t("chat.reply"), icon: reply, onSelect: () => changing.reply(message) },
    { label: t("chat.react"), icon: smile, onSelect: () => changing.pick(message) },
  ];
  if (own) {
    items.push(
      { label: t("chat.edit"), icon: pencil, onSelect: () => changing.edit(message) },
      { label: t("chat.delete"), icon: trash, danger: true, onSelect: () => changing.askToRemove(message) },
    );
  }
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
      <Menu
        up={up}
        within=".messages__box"
        start={!own}
        quick={QUICK.map((emoji) => {
          const on = reactedWith(message, emoji, me);
          return {
            emoji,
            on,
            label: t("chat.react_with", { emoji }),
            onSelect: () => changing.react(message, emoji, !on),
          };
        })}
        items={items}
        button={({ onClick, ...attributes }) => (
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
        )}
      />
    </div>
  );
}

/** Whether there is more room above than below, within what scrolls. */
function isLow(element: HTMLElement | null): boolean {
  const box = element?.closest(".messages__box")?.getBoundingClientRect();
  return element !== null && box !== undefined && element.getBoundingClientRect().top > box.top + box.height / 2;
}
