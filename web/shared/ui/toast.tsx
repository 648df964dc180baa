import { type ReadonlySignal, signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { IconButton } from "./button";
import { Icon } from "./icon";
import { alert, check, close } from "./icons";

export interface Toast {
  readonly id: number;
  readonly tone: "success" | "danger";
  readonly text: string;
}

export interface Toasts {
  readonly list: ReadonlySignal<readonly Toast[]>;
  /** Shows a notice in the top right corner; it goes by itself after `seconds` (0: stays until closed). */
  notify(text: string, tone?: Toast["tone"], seconds?: number): void;
  dismiss(id: number): void;
}

export function createToasts(): Toasts {
  const list = signal<readonly Toast[]>([]);
  let next = 1;
  const dismiss = (id: number) => {
    list.value = list.value.filter((toast) => toast.id !== id);
  };
  return {
    list,
    dismiss,
    notify(text, tone = "success", seconds = tone === "success" ? 6 : 10) {
      const id = next++;
      list.value = [...list.value, { id, tone, text }];
      if (seconds > 0) setTimeout(() => dismiss(id), seconds * 1000);
    },
  };
}

/** The corner itself: once per application. It lies above open dialogs. */
export function ToastCorner({ toasts, closeLabel }: { toasts: Toasts; closeLabel: string }) {
  const corner = useRef<HTMLDivElement>(null);
  const list = toasts.list.value;
  useEffect(() => {
    // Hidden and shown again, so that it rises above a dialog opened in between.
    if (corner.current?.matches(":popover-open")) corner.current.hidePopover();
    if (list.length > 0) corner.current?.showPopover();
  }, [list]);
  return (
    <div class="toasts" popover="manual" role="status" ref={corner}>
      {list.map((toast) => (
        <div key={toast.id} class={`toast toast--${toast.tone}`}>
          <span class="toast__mark">
            <Icon of={toast.tone === "success" ? check : alert} small />
          </span>
          <span class="toast__text">{toast.text}</span>
          <IconButton icon={close} label={closeLabel} onClick={() => toasts.dismiss(toast.id)} />
        </div>
      ))}
    </div>
  );
}
