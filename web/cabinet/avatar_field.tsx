import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Button } from "../shared/ui/button";
import { Icon } from "../shared/ui/icon";
import { alert } from "../shared/ui/icons";
import { Avatar } from "../shared/ui/mark";
import type { CropDialog } from "./crop_dialog";
import type { ProfileEditing } from "./profile_editing";
import { AVATAR_TYPES } from "./profile_form";

export interface AvatarFieldProps {
  name: string;
  /** The present picture. */
  src: string | null;
  editing: ProfileEditing;
}

/** The picture as it is or as it will be, a file chooser, and cutting the square out of what was chosen. */
export function AvatarField({ name, src, editing }: AvatarFieldProps) {
  const i18n = useTexts<CabinetKey>();
  const { t } = i18n;
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const wanted = editing.avatar.value;
  const preview = usePreview(wanted === "none" ? null : wanted);
  const shown = wanted === "none" ? null : (preview ?? src);
  const problem = editing.avatarProblem.value;
  return (
    <div class="avatar-field">
      <Avatar name={name || "?"} src={shown} size="l" />
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
        <div class="row row--wrap">
          <Button tone="secondary" size="small" aria-describedby={hint} onClick={() => input.current?.click()}>
            {t("cabinet.avatar_choose")}
          </Button>
          {shown && (
            <Button tone="quiet" size="small" onClick={editing.removeAvatar}>
              {t("cabinet.avatar_remove")}
            </Button>
          )}
        </div>
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
      {editing.cropping.value && <Cropping file={editing.cropping.value} editing={editing} />}
    </div>
  );
}

/** The window for it is loaded with the first picture. */
function Cropping({ file, editing }: { file: File; editing: ProfileEditing }) {
  const [Window, setWindow] = useState<{ readonly view: typeof CropDialog } | null>(null);
  useEffect(() => {
    import("./crop_dialog").then(
      ({ CropDialog: view }) => setWindow({ view }),
      () => editing.cropped("avatar_unavailable"),
    );
  }, []);
  return Window && <Window.view file={file} onDone={editing.cropped} />;
}

function usePreview(file: Blob | null): string | null {
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
