import { useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { IconButton } from "../button";
import { smile } from "../icons";
import type { EmojiPickerProps } from "./emoji_picker";
import { later } from "./later";

// Without a connection there is no picker this time; the phone's own keyboard has emoji too.
export const LatePicker = later<EmojiPickerProps>(() => import("./emoji_picker").then((it) => it.default));

/** The picker is loaded when it is first wanted. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTexts<ChatKey>();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const shut = () => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };
  return (
    <span class="composer__emoji" ref={root}>
      <IconButton
        icon={smile}
        label={t("chat.emoji")}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(!open)}
      />
      {open && (
        <LatePicker
          onClose={shut}
          onPick={(emoji) => {
            setOpen(false);
            onPick(emoji);
          }}
        />
      )}
    </span>
  );
}
