import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icon";
import type { IconShape } from "./icons";

export interface MenuItem {
  label: string;
  icon?: IconShape;
  danger?: boolean;
  onSelect: () => void;
}

/** A choice in the row on top of a menu. */
export interface MenuQuick {
  emoji: string;
  label: string;
  on: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  items: readonly MenuItem[];
  quick?: readonly MenuQuick[];
  /** Draws the button that opens the menu; spread the given attributes onto it. */
  button: (attributes: { "aria-haspopup": "menu"; "aria-expanded": boolean; onClick: () => void }) => JSX.Element;
  up?: boolean;
  /** What the list stays inside of: a selector of something around it that clips. */
  within?: string;
  start?: boolean;
  /** Open from the start, for a menu that was loaded because it was asked for. */
  opened?: boolean;
}

const ENTRY = "[role^=menuitem]";

/** A button with a list of actions: arrows move, Escape and a click elsewhere close, the focus comes back to the button. */
export function Menu({ items, quick = [], button, up, start, within, opened = false }: MenuProps): ComponentChildren {
  const [open, setOpen] = useState(opened);
  const root = useRef<HTMLDivElement>(null);
  const shut = () => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
  };
  useLayoutEffect(() => {
    if (!open) return;
    if (within) keepWithin(root.current?.querySelector<HTMLElement>("[role=menu]"), within);
    root.current?.querySelector<HTMLElement>(ENTRY)?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => {
      if (root.current && !event.composedPath().includes(root.current)) setOpen(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [open]);
  const move = (event: KeyboardEvent) => {
    if (event.key === "Tab") setOpen(false);
    if (event.key === "Escape" && open) {
      event.stopPropagation(); // It closes the menu and nothing that the menu stands in.
      shut();
    }
    const entries = [...(root.current?.querySelectorAll<HTMLElement>(ENTRY) ?? [])];
    const at = entries.indexOf(event.target as HTMLElement);
    const to = nextPlace(event.key, at, quick.length, entries.length);
    if (!open || to === undefined) return;
    event.preventDefault();
    entries.at(to % entries.length)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys bubble up from the menu's own buttons
    <div class="menu" ref={root} onKeyDown={move}>
      {button({ "aria-haspopup": "menu", "aria-expanded": open, onClick: () => setOpen(!open) })}
      {open && (
        <div class={`menu__list${up ? " menu__list--up" : ""}${start ? " menu__list--start" : ""}`} role="menu">
          {quick.length > 0 && (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
            <div class="menu__row" role="group">
              {quick.map((one) => (
                <button
                  key={one.emoji}
                  type="button"
                  role="menuitemcheckbox"
                  aria-checked={one.on}
                  aria-label={one.label}
                  tabIndex={-1}
                  class={`menu__quick${one.on ? " menu__quick--on" : ""}`}
                  onClick={() => {
                    shut();
                    one.onSelect();
                  }}
                >
                  {one.emoji}
                </button>
              ))}
            </div>
          )}
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={`menu__item${item.danger ? " menu__item--danger" : ""}`}
              onClick={() => {
                shut();
                item.onSelect();
              }}
            >
              {item.icon && <Icon of={item.icon} small />}
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Where a key leads: along the row of quick choices sideways, past it and through the list up and down. */
function nextPlace(key: string, at: number, row: number, count: number): number | undefined {
  const inRow = at >= 0 && at < row;
  switch (key) {
    case "ArrowDown":
      return inRow ? row : at + 1;
    case "ArrowUp":
      if (inRow) return -1;
      return at === row && row > 0 ? 0 : at - 1;
    case "ArrowRight":
      return inRow ? (at + 1) % row : undefined;
    case "ArrowLeft":
      return inRow ? (at + row - 1) % row : undefined;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

const EDGE_PX = 8;

function keepWithin(list: HTMLElement | null | undefined, selector: string): void {
  const box = list?.closest(selector)?.getBoundingClientRect();
  if (!list || !box) return;
  const at = list.getBoundingClientRect();
  const x = inside(at.left, at.right, box.left + EDGE_PX, box.right - EDGE_PX);
  const y = inside(at.top, at.bottom, box.top + EDGE_PX, box.bottom - EDGE_PX);
  list.style.translate = `${x}px ${y}px`;
}

/** How far a stretch has to move to lie within another; where it does not fit, its beginning is what is seen. */
function inside(from: number, to: number, first: number, last: number): number {
  return Math.max(Math.min(0, last - to), first - from);
}
