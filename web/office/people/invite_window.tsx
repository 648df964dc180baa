import { useState } from "preact/hooks";
import type { ApiError } from "../../shared/api";
import { useTexts } from "../../shared/i18n/context";
import type { KitKey } from "../../shared/i18n/ru/kit";
import type { OfficeKey } from "../../shared/i18n/ru/office";
import { Button } from "../../shared/ui/button";
import { Dialog } from "../../shared/ui/dialog";
import { Field } from "../../shared/ui/field";
import { Banner } from "../../shared/ui/surface";
import type { Office } from "../office";
import { TEAM } from "./people";

/** Somebody who is to work here is sent a link by which they choose a password. */
export function InviteWindow({ office, onClose }: { office: Office; onClose: () => void }) {
  const i18n = useTexts<OfficeKey | KitKey>();
  const { t } = i18n;
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [becomes, setBecomes] = useState<(typeof TEAM)[number]>("support");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ApiError | null>(null);
  const invite = async () => {
    if (busy) return;
    setBusy(true);
    setFailed(null);
    const body = { email: email.trim(), first_name: name.trim(), becomes };
    const answer = await office.session.api.call("POST /api/admin/people/invite", { body });
    setBusy(false);
    if (!answer.ok) return setFailed(answer.error);
    office.session.toasts.notify(t("office.person_invited", { email: body.email }));
    onClose();
    office.go(`/admin/people/${answer.data.id}`);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("office.person_invite")}
      closeLabel={t("kit.close")}
      footer={
        <>
          <Button tone="secondary" onClick={onClose}>
            {t("kit.cancel")}
          </Button>
          <Button busy={busy} onClick={() => void invite()}>
            {t("office.person_invite_do")}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void invite();
        }}
      >
        <p class="soft">{t("office.person_invite_text")}</p>
        {failed && !failed.of("email") && <Banner tone="danger">{i18n.error(failed)}</Banner>}
        <Field
          label={t("office.person_email")}
          type="email"
          inputMode="email"
          autoComplete="off"
          value={email}
          onValue={setEmail}
          error={failed?.of("email") ?? null}
          required
        />
        <Field
          label={t("office.person_first_name")}
          autoComplete="off"
          value={name}
          onValue={setName}
          maxLength={100}
        />
        <fieldset class="stack stack--tight">
          <legend class="field__label">{t("office.person_role")}</legend>
          {TEAM.map((one) => (
            <label key={one} class="check">
              <input type="radio" name="becomes" checked={becomes === one} onChange={() => setBecomes(one)} />
              <span>{t(`office.role_${one}`)}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" class="visually-hidden" tabIndex={-1}>
          {t("office.person_invite_do")}
        </button>
      </form>
    </Dialog>
  );
}
