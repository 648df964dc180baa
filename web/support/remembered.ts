/** What this device remembers of the desk. Where nothing can be kept, every page begins with the default. */

import { type Signal, signal } from "@preact/signals";

export function rememberedFlag(name: string, otherwise: boolean): Signal<boolean> {
  const place = `astars-desk-${name}`;
  const kept = read(place);
  const flag = signal(kept === null ? otherwise : kept === "1");
  let isFirst = true;
  flag.subscribe((on) => {
    if (!isFirst) write(place, on ? "1" : "0");
    isFirst = false;
  });
  return flag;
}

function read(place: string): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

function write(place: string, value: string): void {
  try {
    localStorage.setItem(place, value);
  } catch {
    // A full or forbidden storage: it holds for this page.
  }
}
