import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/context";
import type { SearchKey } from "../../i18n/ru/search";
import { IconButton } from "../button";
import { search } from "../icons";

/** Whether a conversation is being searched; whoever shows its head has the button for it. */
export interface Searching {
  readonly open: boolean;
  set(open: boolean): void;
}

/**
 * Ctrl + F (⌘F) opens the search once; pressed again it is the browser's, which finds what is on the screen.
 * `listening` false: the key is somebody else's.
 */
export function useSearching(listening = true): Searching {
  const [open, set] = useState(false);
  useEffect(() => {
    if (open || !listening) return;
    const pressed = (event: KeyboardEvent) => {
      // By the key's place: on a Russian keyboard it writes another letter.
      if (event.code !== "KeyF" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      set(true);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [open, listening]);
  return { open, set };
}

export function SearchButton({ searching }: { searching: Searching }) {
  const { t } = useTexts<SearchKey>();
  return (
    <IconButton
      icon={search}
      label={t("search.open")}
      aria-expanded={searching.open}
      onClick={() => searching.set(!searching.open)}
    />
  );
}
