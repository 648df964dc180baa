import { useState } from "preact/hooks";
import type { ReviewRecord } from "../../contracts/openapi";
import type { ApiError } from "../../shared/api";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { FieldFrame } from "../../shared/ui/field";
import { Banner } from "../../shared/ui/surface";
import type { Office } from "../office";

interface ModerateWindowProps {
  office: Office;
  review: ReviewRecord;
  onDone: () => void;
  onClose: () => void;
}

const SHORTEST = 3;
const LONGEST = 300;

/** A review leaves the public page, or comes back, for a reason that stays in the log. */
export function ModerateWindow({ office, review, onDone, onClose }: ModerateWindowProps) {
  const i18n = useTexts<OfficeKey | KitKey>();
  const { t } = i18n;
  const [reason, setReason] = useState("");
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ApiError | null>(null);
  const hides = review.status === "published";
  const act = t(hides ? "office.review_hide" : "office.review_show");
  const go = async () => {
    setChecked(true);
    if (busy || reason.trim().length < SHORTEST) return;
    setBusy(true);
    const body = { status: hides ? "hidden" : "published", reason: reason.trim() } as const;
    const answer = await office.session.api.call("POST /api/admin/reviews/{id}/moderate", {
      path: { id: review.id },
      body,
    });
    setBusy(false);
    if (!answer.ok) return setFailed(answer.error);
    office.session.toasts.notify(t(hides ? "office.review_hidden_done" : "office.review_shown_done"));
    onDone();
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(hides ? "office.review_hide_title" : "office.review_show_title")}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button tone={hides ? "danger" : "primary"} busy={busy} onClick={() => void go()}>
            {act}
          </Button>
        </>
      }
    >
      <div class="stack">
        <blockquote class="office__quote">{review.text || t("office.review_wordless")}</blockquote>
        <p class="soft">{t(hides ? "office.review_hide_text" : "office.review_show_text")}</p>
        {failed && <Banner tone="danger">{i18n.error(failed)}</Banner>}
        <FieldFrame
          label={t("office.person_reason")}
          hint={t("office.person_reason_hint")}
          error={checked && reason.trim().length < SHORTEST ? t("office.person_reason_missing") : null}
          required
        >
          {(control) => (
            <textarea
              {...control}
              rows={2}
              maxLength={LONGEST}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </FieldFrame>
      </div>
    </Dialog>
  );
}
