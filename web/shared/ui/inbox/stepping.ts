/** Alt + ↑ and Alt + ↓ go from conversation to conversation. */

import { useEffect, useRef } from "preact/hooks";

/** The neighbour of `current` in `ids`; from nowhere to the first or the last. It does not wrap: the end is felt. */
export function neighbour(ids: readonly string[], current: string | null, step: 1 | -1): string | null {
  const at = current === null ? -1 : ids.indexOf(current);
  if (at < 0) return (step === 1 ? ids[0] : ids.at(-1)) ?? null;
  return ids[at + step] ?? null;
}

/** Listens while the component is shown; an open dialog keeps its keys. */
export function useStepping(ids: readonly string[], current: string | null, onStep: (id: string) => void): void {
  const latest = useRef({ ids, current, onStep });
  latest.current = { ids, current, onStep };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const arrow = event.key === "ArrowDown" || event.key === "ArrowUp";
      if (!arrow || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      const known = latest.current;
      const next = neighbour(known.ids, known.current, event.key === "ArrowDown" ? 1 : -1);
      if (next) known.onStep(next);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
