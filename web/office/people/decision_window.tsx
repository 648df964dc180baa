import { useState } from "preact/hooks";
import type { PersonStory } from "../../contracts/openapi";
import type { ApiError } from "../../shared/api";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { FieldFrame } from "../../shared/ui/field";
import { Banner } from "../../shared/ui/surface";
import type { Office } from "../office";
import { type Decision, decide, ROLES, type Role, SHORTEST_REASON } from "./people";

interface DecisionWindowProps {
  office: Office;
  person: PersonStory;
  asked: Decision["what"];
  onDone: (person: PersonStory) => void;
  onClose: () => void;
}

const LONGEST = 300;

/** What is to be decided about somebody, and why: both stay in the log. */
export function DecisionWindow({ office, person, asked, onDone, onClose }: DecisionWindowProps) {
  const i18n = useTexts<OfficeKey | KitKey>();
  const { t } = i18n;
  const [role, setRole] = useState<Role | null>(null);
  const [reason, setReason] = useState("");
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ApiError | null>(null);
  const missing = checked && reason.trim().length < SHORTEST_REASON;
  const unchosen = asked === "role" && role === null;
  const go = async () => {
    setChecked(true);
    if (busy || unchosen || reason.trim().length < SHORTEST_REASON) return;
    const decision: Decision = asked === "role" ? { what: "role", becomes: role as Role } : { what: asked };
    setBusy(true);
    setFailed(null);
    const answer = await decide(office.session.api, person.id, decision, reason.trim());
    setBusy(false);
    if (!answer.ok) return setFailed(answer.error);
    onDone(answer.data);
    office.session.toasts.notify(t("office.person_decided"));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`office.person_${asked}_title`, { name: person.name || t("office.person_nameless") })}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button tone={asked === "block" ? "danger" : "primary"} busy={busy} onClick={() => void go()}>
            {t(`office.person_${asked}_do`)}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t(`office.person_${asked}_text`)}</p>
        {failed && <Banner tone="danger">{failed.of("person") ?? i18n.error(failed)}</Banner>}
        {asked === "role" && (
          <fieldset class="stack stack--tight">
            <legend class="field__label">{t("office.person_new_role")}</legend>
            {ROLES.filter((one) => one !== person.role).map((one) => (
              <label key={one} class="check">
                <input type="radio" name="role" checked={role === one} onChange={() => setRole(one)} />
                <span>{t(`office.role_${one}`)}</span>
              </label>
            ))}
            {checked && unchosen && <p class="field__error">{t("office.person_role_missing")}</p>}
          </fieldset>
        )}
        <FieldFrame
          label={t("office.person_reason")}
          hint={t("office.person_reason_hint")}
          error={missing ? t("office.person_reason_missing") : null}
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
