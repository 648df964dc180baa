import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { ChatKey } from "../../i18n/ru/chat";
import { EMOJI } from "./emoji";

export interface EmojiPickerProps {
  onPick: (emoji: string) => void;
  onClose: () => void;
}

/** A small window of emoji above the composer; arrows move, Escape closes. */
export default function EmojiPicker({ onPick, onClose }: EmojiPickerProps) {
  const { t } = useTexts<ChatKey>();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    root.current?.querySelector("button")?.focus();
    const elsewhere = (event: Event) => {
      const path = event.composedPath();
      if (root.current?.parentElement && !path.includes(root.current.parentElement)) onClose();
    };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, []);
  const move = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
      return;
    }
    const buttons = [...(root.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const perLine = perLineOf(buttons);
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perLine, ArrowUp: -perLine }[event.key];
    if (step === undefined || at < 0) return;
    event.preventDefault();
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
  };
  return (
    <div class="emoji" role="dialog" aria-label={t("chat.emoji")} ref={root} onKeyDown={move}>
      {EMOJI.map(({ title, emoji }) => (
        <section key={title} aria-label={t(title)}>
          <p class="emoji__title" aria-hidden="true">
            {t(title)}
          </p>
          <div class="emoji__grid">
            {emoji.map((each) => (
              <button key={each} type="button" class="emoji__one" tabIndex={-1} onClick={() => onPick(each)}>
                {each}
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

function perLineOf(buttons: readonly HTMLElement[]): number {
  const top = buttons[0]?.offsetTop;
  const inFirstLine = buttons.findIndex((button) => button.offsetTop !== top);
  return inFirstLine > 0 ? inFirstLine : buttons.length;
}
