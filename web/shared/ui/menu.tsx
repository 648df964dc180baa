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

export interface MenuProps {
  items: readonly MenuItem[];
  /** Draws the button that opens the menu; spread the given attributes onto it. */
  button: (attributes: { "aria-haspopup": "menu"; "aria-expanded": boolean; onClick: () => void }) => JSX.Element;
  up?: boolean;
  start?: boolean;
}

/** A button with a list of actions: arrows move, Escape and a click elsewhere close, the focus comes back to the button. */
export function Menu({ items, button, up, start }: MenuProps): ComponentChildren {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const shut = () => {
    setOpen(false);
    root.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
  };
  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const elsewhere = (event: Event) => {
      if (root.current && !event.composedPath().includes(root.current)) setOpen(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [open]);
  const move = (event: KeyboardEvent) => {
    if (event.key === "Tab") setOpen(false);
    if (event.key === "Escape") shut();
    const entries = [...(root.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = entries.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
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
