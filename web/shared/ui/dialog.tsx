import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { IconButton } from "./button";
import { close } from "./icons";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ComponentChildren;
  /** Accessible name of the ✕. */
  closeLabel: string;
  wide?: boolean;
  /** Fills the whole page, for what is looked at. */
  full?: boolean;
  /** In the head, before the ✕. */
  actions?: ComponentChildren;
  footer?: ComponentChildren;
  children: ComponentChildren;
}

/** A modal window: the browser keeps the focus inside, and it goes back to where it was; Escape, ✕ and the backdrop close it. */
export function Dialog({ open, onClose, title, closeLabel, wide, full, actions, footer, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = (dialog?.getRootNode() as Document | ShadowRoot | undefined)?.activeElement;
    if (open && dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      // By now the dialog has left the page, and the browser gives the focus back only from one that is there.
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [open]);
  if (!open) return null;
  return (
    <dialog
      ref={ref}
      class={`dialog${wide ? " dialog--wide" : ""}${full ? " dialog--full" : ""}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
      // The browser itself closes a modal dialog on Escape; what the dialog stands in stays.
      onKeyDown={(event) => event.key === "Escape" && event.stopPropagation()}
    >
      <div class="dialog__head">
        <h2 class="dialog__title" id={titleId}>
          {title}
        </h2>
        {actions}
        <IconButton class="dialog__close" icon={close} label={closeLabel} onClick={onClose} />
      </div>
      <div class="dialog__body">{children}</div>
      {footer && <div class="dialog__foot">{footer}</div>}
    </dialog>
  );
}
