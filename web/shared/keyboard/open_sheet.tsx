import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface OpenSheetProps {
  /** The window is gone, and the focus is back. */
  onLeft: () => void;
  /** The window; `leave` is called before anything is done that was chosen in it. */
  children: (leave: () => void) => ComponentChildren;
}

/**
 * Where one was is left at once and come back to before anything is done: a window that gives the focus back by itself does
 * so when it is gone, which would be after one has moved on, and the next words would go to the wrong person.
 */
export function OpenSheet({ onLeft, children }: OpenSheetProps) {
  const before = useRef<Element | null>(null);
  const root = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    if (before.current instanceof HTMLElement) before.current.blur();
  }, []);
  const leave = () => {
    root.current?.querySelector("dialog")?.close();
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    onLeft();
  };
  return <div ref={root}>{children(leave)}</div>;
}
