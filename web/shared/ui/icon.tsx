import type { IconShape } from "./icons";

export interface IconProps {
  of: IconShape;
  /** Said aloud; leave it out beside visible text. */
  label?: string;
  small?: boolean;
  filled?: boolean;
}

export function Icon({ of, label, small, filled }: IconProps) {
  const named = label === undefined ? { "aria-hidden": true as const } : { role: "img" as const, "aria-label": label };
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named or hidden by the attributes above
    <svg class={`icon${small ? " icon--s" : ""}${filled ? " icon--fill" : ""}`} viewBox="0 0 24 24" {...named}>
      {of.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
