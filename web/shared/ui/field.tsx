import type { ComponentChildren, HTMLAttributes, InputHTMLAttributes, RefObject } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./icon";
import { alert } from "./icons";

/** What the frame tells its control, so that label, hint and error belong to it for every reader. */
export interface ControlProps {
  id: string;
  class: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  required: boolean | undefined;
}

export interface FieldFrameProps {
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | null;
  required?: boolean;
  children: (control: ControlProps) => ComponentChildren;
}

/** Label, hint and error around any control. */
export function FieldFrame({ label, hint, error, required, children }: FieldFrameProps) {
  const id = useId();
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
        {required && (
          <span class="field__required" aria-hidden="true">
            {" *"}
          </span>
        )}
      </label>
      {children({
        id,
        class: "field__control",
        "aria-describedby": described,
        "aria-invalid": error ? true : undefined,
        required,
      })}
      {error && (
        <p class="field__error" id={`${id}-error`}>
          <Icon of={alert} small />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

type InputType = "text" | "email" | "password" | "tel" | "search" | "date" | "time" | "datetime-local";

export interface FieldProps extends Pick<HTMLAttributes<HTMLInputElement>, "onBlur" | "onKeyDown" | "inputMode"> {
  type?: InputType;
  name?: string;
  autoComplete?: string;
  placeholder?: string;
  maxLength?: number;
  min?: string;
  max?: string;
  disabled?: boolean;
  label: ComponentChildren;
  value: string;
  onValue: (value: string) => void;
  hint?: ComponentChildren;
  error?: string | null;
  required?: boolean;
  inputRef?: RefObject<HTMLInputElement | null>;
}

export function Field({ label, hint, error, required, value, onValue, inputRef, ...rest }: FieldProps) {
  return (
    <FieldFrame label={label} hint={hint} error={error ?? null} required={required ?? false}>
      {(control) => (
        <input
          {...({ type: "text", ...rest, ...control } as InputHTMLAttributes<HTMLInputElement>)}
          {...(inputRef ? { ref: inputRef } : {})}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </FieldFrame>
  );
}

export interface CodeFieldProps {
  label: ComponentChildren;
  value: string;
  onValue: (value: string) => void;
  /** Called once when the last digit is in. */
  onComplete?: (code: string) => void;
  length?: number;
  hint?: ComponentChildren;
  error?: string | null;
}

/** A one-time code: one input, so that pasting, autofill from the message and screen readers just work. */
export function CodeField({ label, value, onValue, onComplete, length = 6, hint, error }: CodeFieldProps) {
  const change = (text: string) => {
    const code = text.replace(/\D/g, "").slice(0, length);
    onValue(code);
    if (code.length === length && code !== value) onComplete?.(code);
  };
  return (
    <FieldFrame label={label} hint={hint} error={error ?? null}>
      {(control) => (
        <input
          {...control}
          class="field__control code-field__control"
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern={`[0-9]{${length}}`}
          value={value}
          onInput={(event) => {
            change(event.currentTarget.value);
            event.currentTarget.value = event.currentTarget.value.replace(/\D/g, "").slice(0, length);
          }}
        />
      )}
    </FieldFrame>
  );
}

export interface CheckProps {
  checked: boolean;
  onChecked: (checked: boolean) => void;
  invalid?: boolean;
  required?: boolean;
  children: ComponentChildren;
}

export function Check({ checked, onChecked, invalid, required, children }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        required={required}
        aria-invalid={invalid || undefined}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
