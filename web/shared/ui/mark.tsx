import type { ComponentChildren } from "preact";

export type PresenceState = "online" | "away" | "offline";

export interface AvatarProps {
  name: string;
  src?: string | null;
  size?: "s" | "l" | "xl";
  presence?: PresenceState;
  /** What the presence dot says aloud. */
  presenceLabel?: string;
}

const TINTS = 5;

/** First letters of the first two words: «София Орлова» → «СО». */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).slice(0, 2);
  return words.map((word) => (Array.from(word)[0] ?? "").toLocaleUpperCase()).join("");
}

/** 1…5; the same name always gets the same tint. */
export function tint(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return (sum % TINTS) + 1;
}

/** Decorative: the name stands beside it. */
export function Avatar({ name, src, size, presence, presenceLabel }: AvatarProps) {
  const classes = ["avatar", size && `avatar--${size}`, !src && `avatar--tint-${tint(name)}`].filter(Boolean);
  return (
    <span class={classes.join(" ")}>
      {src ? <img src={src} alt="" loading="lazy" /> : <span aria-hidden="true">{initials(name)}</span>}
      {presence && <Presence state={presence} label={presenceLabel} />}
    </span>
  );
}

export function Presence({ state, label }: { state: PresenceState; label?: string | undefined }) {
  return <span class={`presence presence--${state}`}>{label && <span class="visually-hidden">{label}</span>}</span>;
}

export type TagTone = "sage" | "accent" | "warning" | "danger" | "plain";

export function Tag({ tone = "sage", children }: { tone?: TagTone; children: ComponentChildren }) {
  return <span class={`tag tag--${tone}`}>{children}</span>;
}

/** A count; nothing at zero. `label` is what a screen reader hears instead of the bare number. */
export function Badge({ count, label }: { count: number; label?: string }) {
  if (count <= 0) return null;
  return (
    <span class="badge">
      <span aria-hidden={label ? true : undefined}>{count > 99 ? "99+" : count}</span>
      {label && <span class="visually-hidden">{label}</span>}
    </span>
  );
}

export function Spinner({ label }: { label?: string }) {
  return <span class="spinner" {...(label ? { role: "status", "aria-label": label } : { "aria-hidden": true })} />;
}

/** A place that will be filled; `width` and `height` are CSS lengths. */
export function Skeleton({ width = "100%", height = "1em" }: { width?: string; height?: string }) {
  return <span class="skeleton" aria-hidden="true" style={{ display: "block", width, height }} />;
}
