import { useEffect } from "preact/hooks";
import type { Pressed } from "./press";

/** Listens before any field does; an open window keeps its keys. `onPress` answers whether it took the key. */
export function useKeys(onPress: (event: Pressed, isWriting: boolean) => boolean, of: unknown): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.isComposing || document.querySelector("dialog[open]")) return;
      if (!onPress(event, isWriting(event.target))) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", pressed, true);
    return () => document.removeEventListener("keydown", pressed, true);
  }, [of]);
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);
}
