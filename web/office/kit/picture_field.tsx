import { useId, useRef } from "preact/hooks";
import { useTexts } from "../../shared/i18n/context";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import type { Office } from "../office";
import type { Editing } from "./editing";
import type { PictureOf, Row } from "./kind";

const TYPES = "image/jpeg,image/png,image/webp";

export interface PictureFieldProps {
  office: Office;
  editing: Editing;
  picture: PictureOf<Row>;
}

/** The picture as it is, and a file chooser. It is kept at once, so nothing else may be unsaved. */
export function PictureField({ office, editing, picture }: PictureFieldProps) {
  const i18n = useTexts<OfficeKey>();
  const { t } = i18n;
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const row = editing.row.value;
  const [label, choose, explained] =
    picture.shape === "square"
      ? (["office.portrait", "office.portrait_choose", "office.portrait_hint"] as const)
      : (["office.picture", "office.picture_choose", "office.picture_hint"] as const);
  const waits = !row ? t("office.picture_later") : editing.dirty.value ? t("office.picture_unsaved") : null;
  const replace = async (file: File) => {
    const refusal = await editing.replacePicture(file);
    office.session.toasts.notify(
      refusal ? i18n.error(refusal) : t("office.picture_done"),
      refusal ? "danger" : "success",
    );
  };
  return (
    <div class="office__picture">
      {row && <img class={`office__shown office__shown--${picture.shape}`} src={picture.srcOf(row)} alt={t(label)} />}
      <div class="stack stack--tight">
        <input
          ref={input}
          type="file"
          hidden
          accept={TYPES}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            if (chosen) void replace(chosen);
            event.currentTarget.value = "";
          }}
        />
        <div>
          <Button
            tone="secondary"
            size="small"
            disabled={waits !== null}
            busy={editing.busy.value}
            aria-describedby={hint}
            onClick={() => input.current?.click()}
          >
            {t(choose)}
          </Button>
        </div>
        <p class="field__hint" id={hint}>
          {waits ?? t(explained)}
        </p>
      </div>
    </div>
  );
}
