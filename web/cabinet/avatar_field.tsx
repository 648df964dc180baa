import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { alert } from "../shared/ui/icons";
import { Avatar } from "../shared/ui/mark";
import { AVATAR_TYPES, avatarProblem } from "./profile_form";

export interface AvatarFieldProps {
  name: string;
  /** The present picture. */
  src: string | null;
  /** The chosen one, not saved yet. */
  file: File | null;
  problem: string | null;
  onFile: (file: File | null, problem: string | null) => void;
}

export function AvatarField({ name, src, file, problem, onFile }: AvatarFieldProps) {
  const { t } = useTexts<CabinetKey>();
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const preview = usePreview(file);
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    const wrong = avatarProblem(chosen);
    if (wrong) onFile(null, t(`cabinet.${wrong}`));
    else onFile(chosen, null);
  };
  return (
    <div class="avatar-field">
      <Avatar name={name || "?"} src={preview ?? src} size="l" />
      <div class="stack stack--tight">
        <input
          ref={input}
          type="file"
          hidden
          accept={AVATAR_TYPES.join(",")}
          onChange={(event) => {
            choose(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
        <Button tone="secondary" size="small" aria-describedby={hint} onClick={() => input.current?.click()}>
          {t("cabinet.avatar_choose")}
        </Button>
        <p class="field__hint" id={hint}>
          {t("cabinet.avatar_hint")}
        </p>
        {problem && (
          <p class="field__error" role="alert">
            <Icon of={alert} small />
            <span>{problem}</span>
          </p>
        )}
      </div>
    </div>
  );
}

function usePreview(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file) {
      setAddress(null);
      return;
    }
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
