import { useEffect, useMemo } from "preact/hooks";
import type { Profile } from "../contracts/openapi";
import { awaitCode } from "../shared/account/one_time_code";
import { useTexts } from "../shared/i18n/context";
import type { KitKey } from "../shared/i18n/ru/kit";
import type { PrivacyKey } from "../shared/i18n/ru/privacy";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { CodeField, Field } from "../shared/ui/field";
import { Banner } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import { createErasing, type Erasing } from "./erasing";

export interface EraseDialogProps {
  cabinet: Cabinet;
  profile: Profile;
  onClose: () => void;
}

/** «Удаление аккаунта»: what will happen, a proof, and no way back. */
export function EraseDialog({ cabinet, profile, onClose }: EraseDialogProps) {
  const i18n = useTexts<PrivacyKey | KitKey>();
  const { t } = i18n;
  const { session } = cabinet;
  const erasing = useMemo(() => createErasing(session.api, profile), []);
  useEffect(() => () => erasing.resend.stop(), [erasing]);
  const failure = erasing.failure.value;
  const needsCode = erasing.proof.value === "code" && !erasing.sent.value;
  const erase = async () => {
    if (needsCode) await erasing.sendCode();
    else if (await erasing.erase()) await session.leave();
  };
  return (
    <Dialog open onClose={onClose} title={t("privacy.erase_title")} closeLabel={t("kit.close")}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void erase();
        }}
      >
        <Consequences cabinet={cabinet} />
        {erasing.proof.value === null ? (
          <Banner tone="warning">{t("privacy.erase_no_proof")}</Banner>
        ) : (
          <ProofFields erasing={erasing} profile={profile} />
        )}
        {failure && <Banner tone="danger">{i18n.error(failure)}</Banner>}
        {erasing.proof.value !== null && (
          <Button type="submit" tone={needsCode ? "secondary" : "danger"} wide busy={erasing.busy.value}>
            {t(needsCode ? "privacy.erase_send" : "privacy.erase_confirm")}
          </Button>
        )}
      </form>
    </Dialog>
  );
}

function Consequences({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<PrivacyKey>();
  const active = cabinet.active.state.value;
  const count = active.name === "ready" ? active.data.length : 0;
  return (
    <>
      <p>{t("privacy.erase_what")}</p>
      <ul class="consequences soft">
        <li>{t("privacy.erase_profile")}</li>
        <li>{t("privacy.erase_chats")}</li>
        <li>{t("privacy.erase_orders")}</li>
      </ul>
      {count > 0 && (
        <Banner tone="warning">
          {t("privacy.erase_active", { count })} <a href="/refund">{t("privacy.erase_refund")}</a>
        </Banner>
      )}
    </>
  );
}

function ProofFields({ erasing, profile }: { erasing: Erasing; profile: Profile }) {
  const { t } = useTexts<PrivacyKey>();
  const problem = erasing.problem.value;
  const error = problem && (typeof problem === "string" ? t(`privacy.${problem}`) : problem.detail);
  if (erasing.proof.value === "code") return <CodeProof erasing={erasing} profile={profile} error={error} />;
  return (
    <>
      <Field
        type="password"
        label={t("privacy.erase_password")}
        autoComplete="current-password"
        hint={t("privacy.erase_why")}
        value={erasing.typed.value}
        onValue={erasing.type}
        error={error}
      />
      {profile.phone && (
        <Button tone="quiet" size="small" onClick={() => erasing.choose("code")}>
          {t("privacy.erase_by_code")}
        </Button>
      )}
    </>
  );
}

function CodeProof({ erasing, profile, error }: { erasing: Erasing; profile: Profile; error: string | null }) {
  const { t } = useTexts<PrivacyKey>();
  const wait = erasing.resend.seconds.value;
  useEffect(() => (erasing.sent.value ? awaitCode(erasing.type) : undefined), [erasing.sent.value]);
  return (
    <>
      {erasing.sent.value ? (
        <>
          <CodeField
            label={t("privacy.erase_code")}
            hint={t("privacy.erase_why")}
            value={erasing.typed.value}
            onValue={erasing.type}
            error={error}
          />
          <Button tone="quiet" size="small" disabled={wait > 0} onClick={() => void erasing.sendCode()}>
            {wait > 0 ? t("privacy.erase_resend_in", { count: wait }) : t("privacy.erase_resend")}
          </Button>
        </>
      ) : (
        <p class="soft">{t("privacy.erase_send_text", { phone: profile.phone ?? "" })}</p>
      )}
      {profile.has_password && (
        <Button tone="quiet" size="small" onClick={() => erasing.choose("password")}>
          {t("privacy.erase_by_password")}
        </Button>
      )}
    </>
  );
}
