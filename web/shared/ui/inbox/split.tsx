import type { ComponentChildren } from "preact";

export interface SplitProps {
  /** True: on a narrow screen the conversation is in front, else the list. */
  open: boolean;
  list: ComponentChildren;
  children: ComponentChildren;
}

/** List and conversation: side by side where there is room, one at a time where there is not. */
export function Split({ open, list, children }: SplitProps) {
  return (
    <div class={`split${open ? " split--open" : ""}`}>
      <div class="split__list">{list}</div>
      <div class="split__pane">{children}</div>
    </div>
  );
}
