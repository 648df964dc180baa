/** What stands beside the open request: a column where there is room, else a drawer over the conversation. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { rememberedFlag } from "./remembered";

export type Panel = "notes" | "visitor";

export interface Panels {
  readonly shown: (panel: Panel) => boolean;
  /** As columns of their own. */
  readonly isColumn: ReadonlySignal<boolean>;
  toggle(panel: Panel): void;
  shut(panel: Panel): void;
  /** Another request is in front: what lay over the one before does not lie over this one. */
  moved(): void;
}

/** From here on (CSS pixels) a panel is a column, and two of them fit. */
const COLUMN_PX = 1280;
const BOTH_PX = 1600;

export function createPanels(width: ReadonlySignal<number>): Panels {
  const isColumn = computed(() => width.value >= COLUMN_PX);
  // A drawer is opened for a moment, a column for good: only columns are remembered.
  const columns = { notes: rememberedFlag("notes", true), visitor: rememberedFlag("visitor", false) };
  const drawer = signal<Panel | null>(null);
  const set = (panel: Panel, on: boolean) => {
    if (!isColumn.peek()) {
      drawer.value = on ? panel : null;
      return;
    }
    const other: Signal<boolean> = columns[panel === "notes" ? "visitor" : "notes"];
    columns[panel].value = on;
    if (on && width.peek() < BOTH_PX) other.value = false;
  };
  const shown = (panel: Panel) => {
    if (!isColumn.value) return drawer.value === panel;
    const both = columns.notes.value && columns.visitor.value;
    return both && width.value < BOTH_PX ? panel === "visitor" : columns[panel].value;
  };
  return {
    shown,
    isColumn,
    toggle: (panel) => set(panel, !shown(panel)),
    shut: (panel) => set(panel, false),
    moved() {
      drawer.value = null;
    },
  };
}
