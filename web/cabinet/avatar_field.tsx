import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { alert } from "../shared/ui/icons";
import { Avatar } from "../shared/ui/mark";
import type { ProfileEditing } from "./profile_editing";
import { AVATAR_TYPES } from "./profile_form";

export interface AvatarFieldProps {
  name: string;
  /** The present picture. */
  src: string | null;
  editing: ProfileEditing;
}

/** The picture as it is or as it will be, and a file chooser. */
export function AvatarField({ name, src, editing }: AvatarFieldProps) {
  const i18n = useTexts<CabinetKey>();
  const { t } = i18n;
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const preview = usePreview(editing.avatar.value);
  const problem = editing.avatarProblem.value;
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
            const chosen = event.currentTarget.files?.[0];
            if (chosen) editing.chooseAvatar(chosen);
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
            <span>{typeof problem === "string" ? t(`cabinet.${problem}`) : i18n.error(problem)}</span>
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
