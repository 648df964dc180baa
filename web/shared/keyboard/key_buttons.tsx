import { useTexts } from "../i18n/context";
import type { KeyboardKey } from "../i18n/ru/keyboard";
import { Button, IconButton } from "../ui/button";
import { keyboard, search } from "../ui/icons";
import { Keys } from "./keys";

export interface KeyButtonsProps {
  onPalette: () => void;
  onKeys: () => void;
}

/** In the bar of an application: the palette, but not on a phone, which has no keys; and on wide screens the keys. */
export function KeyButtons({ onPalette, onKeys }: KeyButtonsProps) {
  const { t } = useTexts<KeyboardKey>();
  return (
    <>
      <span class="keys__palette">
        <Button tone="quiet" size="small" icon={search} aria-keyshortcuts="Control+K" onClick={onPalette}>
          <span class="visually-hidden">{t("keyboard.palette")}</span>
          <span class="keys__wide" aria-hidden="true">
            <Keys keys={["Ctrl", "K"]} />
          </span>
        </Button>
      </span>
      <IconButton
        class="keys__wide"
        icon={keyboard}
        label={t("keyboard.keys")}
        aria-keyshortcuts="Control+/"
        onClick={onKeys}
      />
    </>
  );
}
