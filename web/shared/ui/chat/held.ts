import { useEffect, useState } from "preact/hooks";
import type { Place } from "./place";

/**
 * Rows that stay drawn although the view goes elsewhere, so that nothing a person is busy with breaks off: what has the
 * focus (an open menu, a picture's window), what plays, and what is being selected.
 */
export function useHeld({ list, held }: Pick<Place, "list" | "held">): void {
  const [playing] = useState(() => new Set<string>());
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const begins = ({ target }: Event) => playing.add(keyAt(target));
    const ends = ({ target }: Event) => playing.delete(keyAt(target));
    // These events do not bubble: they are caught on their way down.
    element.addEventListener("play", begins, true);
    element.addEventListener("pause", ends, true);
    return () => {
      element.removeEventListener("play", begins, true);
      element.removeEventListener("pause", ends, true);
    };
  }, []);
  held.current = () => {
    const root = list.current?.getRootNode();
    const focused = root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
    const selection = document.getSelection();
    const ends = selection && !selection.isCollapsed ? [selection.anchorNode, selection.focusNode] : [];
    const within = [focused, ...ends].filter((node) => node !== null && list.current?.contains(node));
    return [...new Set([...playing, ...within.map(keyAt)])].filter(Boolean);
  };
}

function keyAt(target: EventTarget | null): string {
  const element = target instanceof Element ? target : target instanceof Node ? target.parentElement : null;
  return element?.closest<HTMLElement>("[data-key]")?.dataset.key ?? "";
}
