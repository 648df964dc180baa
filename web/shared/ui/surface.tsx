import type { ComponentChildren } from "preact";
import { Icon } from "./icon";
import { alert, info } from "./icons";

export function Card({ raised, children }: { raised?: boolean; children: ComponentChildren }) {
  return <div class={`card${raised ? " card--raised" : ""}`}>{children}</div>;
}

export interface EmptyStateProps {
  title: ComponentChildren;
  children?: ComponentChildren;
  /** A button or a link. */
  action?: ComponentChildren;
}

/** Says what would be here and what to do next, under a small constellation. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div class="empty">
      <svg class="empty__art icon" viewBox="0 0 120 72" aria-hidden="true">
        <path d="M14 50L38 26l26 12 18-24 26 18" stroke-width="1" stroke-dasharray="1 5" />
        <path
          d="M14 46.5v7M10.500 50h7M38 20v12M32 26h12M64 34.500v7M60.500 38h7M82 9v10M77 14h10M108 29v6M105 32h6"
          stroke-width="1.4"
        />
      </svg>
      <p class="empty__title">{title}</p>
      {children && <div>{children}</div>}
      {action}
    </div>
  );
}

export type BannerTone = "info" | "warning" | "danger";

export interface BannerProps {
  tone?: BannerTone;
  title?: ComponentChildren;
  action?: ComponentChildren;
  children?: ComponentChildren;
}

/** A standing notice. A danger is announced at once, the others politely. */
export function Banner({ tone = "info", title, action, children }: BannerProps) {
  return (
    <div class={`banner banner--${tone}`} role={tone === "danger" ? "alert" : "status"}>
      <Icon of={tone === "info" ? info : alert} small />
      <div class="banner__body">
        {title && <p class="banner__title">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
