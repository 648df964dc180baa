import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import { IconButton } from "../shared/ui/button";
import { close } from "../shared/ui/icons";
import type { Desk } from "./desk";
import type { Panel as Name } from "./panels";

export interface PanelProps {
  desk: Desk;
  name: Name;
  title: string;
  children: ComponentChildren;
}

/** Beside the conversation; a drawer takes the focus and gives it back to the button that opened it. Escape shuts it. */
export function Panel({ desk, name, title, children }: PanelProps) {
  const { t } = useTexts<KitKey>();
  const root = useRef<HTMLElement>(null);
  const shut = () => {
    const isWithin = root.current?.contains(document.activeElement);
    desk.panels.shut(name);
    if (isWithin) document.querySelector<HTMLElement>(`[aria-controls="${name}"]`)?.focus();
  };
  useEffect(() => {
    if (!desk.panels.isColumn.peek()) root.current?.focus({ preventScroll: true });
  }, []);
  return (
    <aside
      ref={root}
      class={`panel ${name}`}
      id={name}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && shut()}
    >
      <header class="panel__head">
        <h3 class="panel__title">{title}</h3>
        <IconButton icon={close} label={t("kit.close")} onClick={shut} />
      </header>
      {children}
    </aside>
  );
}
