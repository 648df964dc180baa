import { useEffect } from "preact/hooks";

/** The title of the browser's tab; what waits stands before it, and goes when nothing does. */
export function useTitle(title: string, waiting: number): void {
  useEffect(() => {
    document.title = titleOf(title, waiting);
  }, [title, waiting]);
}

export function titleOf(title: string, waiting: number): string {
  return `${waiting > 0 ? `(${waiting}) ` : ""}${title} — Astars`;
}
