import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
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
  start?: boolean;
}

const ENTRY = "[role^=menuitem]";

/** A button with a list of actions: arrows move, Escape and a click elsewhere close, the focus comes back to the button. */
export function Menu({ items, quick = [], button, up, start }: MenuProps): ComponentChildren {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const shut = () => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
  };
  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>(ENTRY)?.focus();
    const elsewhere = (event: Event) => {
      if (root.current && !event.composedPath().includes(root.current)) setOpen(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [open]);
  const move = (event: KeyboardEvent) => {
    if (event.key === "Tab") setOpen(false);
    if (event.key === "Escape") shut();
    const entries = [...(root.current?.querySelectorAll<HTMLElement>(ENTRY) ?? [])];
    const at = entries.indexOf(event.target as HTMLElement);
    const inRow = at < quick.length;
    const to = {
      ArrowDown: inRow ? quick.length : at + 1,
      ArrowUp: inRow || at === quick.length ? at - 1 - (inRow ? at : quick.length - 1) : at - 1,
      ArrowRight: inRow ? (at + 1) % quick.length : undefined,
      ArrowLeft: inRow ? (at + quick.length - 1) % quick.length : undefined,
      Home: 0,
      End: entries.length - 1,
    }[event.key];
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
