import type { JSX } from "preact";
import type { Message } from "../../chat/chat";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { pencil, reply, smile, trash } from "../icons";
import { Menu, type MenuItem, type MenuProps } from "../menu";
import type { Changing } from "./changing";
import { reactedWith } from "./reactions";

/** One tap away; the rest is in the picker. */
const QUICK = ["👍", "❤️", "🙏", "😂", "😮", "😢"];

export interface MessageMenuProps {
  message: Message;
  me: string | null;
  changing: Changing;
  up: boolean;
  button: MenuProps["button"];
}

/** What can be done with a message; loaded when it is first asked for, and open from the start. */
export function MessageMenu({ message, me, changing, up, button }: MessageMenuProps): JSX.Element {
  const { t } = useTexts<ChatKey>();
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
    <Menu
      opened
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
      button={button}
    />
  );
}
