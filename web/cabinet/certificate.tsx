import { useRef, useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Field } from "../shared/ui/field";
import { Icon } from "../shared/ui/icon";
import { gift } from "../shared/ui/icons";
import type { Cabinet } from "./cabinet";
import { BASE, chatAddress } from "./routes";

/** The offer; what it opens is `CertificateDialog`. */
export function CertificateOffer({ cabinet }: { cabinet: Cabinet }) {
  const { t } = useTexts<CabinetKey>();
  return (
    <section class="card offer" aria-labelledby="certificate">
      <span class="offer__icon">
        <Icon of={gift} />
      </span>
      <div class="offer__words">
        <h2 class="offer__title" id="certificate">
          {t("cabinet.certificate")}
        </h2>
        <p class="soft">{t("cabinet.certificate_text")}</p>
      </div>
      <Button
        tone="secondary"
        onClick={() => {
          cabinet.redeeming.value = true;
        }}
      >
        {t("cabinet.certificate")}
      </Button>
    </section>
  );
}

/** «Активация сертификата»: a code opens a consultation. */
export function CertificateDialog({ cabinet }: { cabinet: Cabinet }) {
  const i18n = useTexts<CabinetKey | KitKey>();
  const { t } = i18n;
  const { api, toasts } = cabinet.session;
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  // One key an opened window: asking again after a lost answer is the same activation.
  const key = useRef(crypto.randomUUID());
  const close = () => {
    cabinet.redeeming.value = false;
  };
  const activate = async () => {
    if (!code.trim()) return setProblem(t("cabinet.certificate_empty"));
    setBusy(true);
    const answer = await api.call("POST /api/certificates/redeem", {
      body: { code: code.trim() },
      idempotencyKey: key.current,
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.error.of("code") ?? i18n.error(answer.error));
    const { conversation_id, service_title } = answer.data.entitlement;
    close();
    toasts.notify(t("cabinet.certificate_done", { service: service_title[i18n.language] }));
    cabinet.router.go(conversation_id ? chatAddress(conversation_id) : `${BASE}/services`);
  };
  return (
    <Dialog open onClose={close} title={t("cabinet.certificate_title")} closeLabel={t("kit.close")}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void activate();
        }}
      >
        <Field
          label={t("cabinet.certificate_code")}
          name="code"
          autoComplete="off"
          maxLength={64}
          value={code}
          onValue={(value) => {
            setCode(value);
            setProblem(null);
          }}
          error={problem}
        />
        <Button type="submit" wide busy={busy}>
          {t("cabinet.certificate_activate")}
        </Button>
      </form>
    </Dialog>
  );
}
