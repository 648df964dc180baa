import type { FunctionComponent } from "preact";
import { useRef, useState } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { IconButton } from "../button";
import { smile } from "../icons";
import type { EmojiPickerProps } from "./emoji_picker";

/** The picker is loaded when it is first wanted. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTexts<ChatKey>();
  const [open, setOpen] = useState(false);
  const [picker, setPicker] = useState<{ View: FunctionComponent<EmojiPickerProps> } | null>(null);
  const root = useRef<HTMLSpanElement>(null);
  const toggle = async () => {
    setOpen(!open);
    if (picker) return;
    // Without a connection there is no picker this time; the phone's own keyboard has emoji too.
    const loaded = await import("./emoji_picker").catch(() => null);
    if (loaded) setPicker({ View: loaded.default });
  };
  const shut = () => {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  };
  return (
    <span class="composer__emoji" ref={root}>
      <IconButton icon={smile} label={t("chat.emoji")} aria-expanded={open} aria-haspopup="dialog" onClick={toggle} />
      {open && picker && (
        <picker.View
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
