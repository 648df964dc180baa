import { useLayoutEffect, useRef } from "preact/hooks";
import type { Desktop, Sheet } from "./desktop";
import { Palette } from "./palette";
import { ShortcutSheet } from "./shortcut_sheet";

/** What lies over the desk. */
export function Sheets({ desktop }: { desktop: Desktop }) {
  const sheet = desktop.sheet.value;
  return sheet ? <OpenSheet key={sheet} desktop={desktop} sheet={sheet} /> : null;
}

/**
 * Where one was is left at once and come back to before anything is done: a window that gives the focus back by itself does
 * so when it is gone, which would be after the desk has moved on, and the next words would go to the wrong client.
 */
function OpenSheet({ desktop, sheet }: { desktop: Desktop; sheet: Sheet }) {
  const before = useRef<Element | null>(null);
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    if (before.current instanceof HTMLElement) before.current.blur();
  }, []);
  const leave = () => {
    root.current?.querySelector("dialog")?.close();
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    desktop.sheet.value = null;
  };
  return (
    <div ref={root}>
      {sheet === "palette" ? <Palette desktop={desktop} onLeave={leave} /> : <ShortcutSheet onLeave={leave} />}
    </div>
  );
}
