import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon } from "./icon";
import type { IconShape } from "./icons";
import { Spinner } from "./mark";

export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "size"> {
  tone?: ButtonTone;
  size?: "small" | "large";
  wide?: boolean;
  icon?: IconShape;
  /** The action is under way: shown, announced, and a second click does nothing. */
  busy?: boolean;
  children: ComponentChildren;
}

export function Button({ tone = "primary", size, wide, icon, busy, children, onClick, ...rest }: ButtonProps) {
  const classes = ["button", `button--${tone}`, size && `button--${size}`, wide && "button--wide"].filter(Boolean);
  return (
    <button
      type="button"
      {...rest}
      class={classes.join(" ")}
      aria-busy={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {busy ? <Spinner /> : icon && <Icon of={icon} small />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon"> {
  icon: IconShape;
  /** The accessible name, also shown as a tooltip. */
  label: string;
  filled?: boolean;
}

export function IconButton({ icon, label, filled, class: extra, ...rest }: IconButtonProps) {
  const classes = ["icon-button", filled && "icon-button--filled", extra].filter(Boolean);
  return (
    <button type="button" {...rest} class={classes.join(" ")} aria-label={label} title={label}>
      <Icon of={icon} />
    </button>
  );
}
