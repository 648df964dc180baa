import { useMemo } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Field } from "../shared/ui/field";
import { Icon } from "../shared/ui/icon";
import { gift } from "../shared/ui/icons";
import type { Cabinet } from "./cabinet";
import { createRedeeming } from "./redeeming";
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
  const redeeming = useMemo(() => createRedeeming(api), []);
  const problem = redeeming.problem.value;
  const close = () => {
    cabinet.redeeming.value = false;
  };
  const redeem = async () => {
    const granted = await redeeming.redeem();
    if (!granted) return;
    close();
    toasts.notify(t("cabinet.certificate_done", { service: granted.service_title[i18n.language] }));
    cabinet.router.go(granted.conversation_id ? chatAddress(granted.conversation_id) : `${BASE}/services`);
  };
  const text = problem && (typeof problem === "string" ? t(`cabinet.${problem}`) : i18n.error(problem));
  return (
    <Dialog open onClose={close} title={t("cabinet.certificate_title")} closeLabel={t("kit.close")}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void redeem();
        }}
      >
        <Field
          label={t("cabinet.certificate_code")}
          name="code"
          autoComplete="off"
          maxLength={64}
          value={redeeming.code.value}
          onValue={redeeming.change}
          error={text}
        />
        <Button type="submit" wide busy={redeeming.busy.value}>
          {t("cabinet.certificate_activate")}
        </Button>
      </form>
    </Dialog>
  );
}
