import { useEffect, useMemo } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Field } from "../shared/ui/field";
import type { Cabinet } from "./cabinet";
import { createSending } from "./chart_sending";

/** Asks for an address and sends the chart there; the own one is offered. */
export function ChartSending({ cabinet, onClose }: { cabinet: Cabinet; onClose: () => void }) {
  const i18n = useTexts<CabinetKey | KitKey>();
  const { t } = i18n;
  const { api } = cabinet.session;
  const profile = cabinet.profile.state.value;
  const own = profile.name === "ready" ? profile.data : null;
  const sending = useMemo(() => createSending(api), [api]);
  useEffect(() => void cabinet.profile.load(), [cabinet]);
  useEffect(() => sending.suggest(own?.email ?? ""), [sending, own]);
  const send = async () => {
    if (!(await sending.send())) return;
    onClose();
    void cabinet.chartMaking.follow(sending.email.value.trim());
  };
  const problem = sending.problem.value;
  return (
    <Dialog open onClose={onClose} title={t("cabinet.chart_send")} closeLabel={t("kit.close")}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field
          type="email"
          label={t("cabinet.chart_send_email")}
          name="email"
          autoComplete="email"
          maxLength={254}
          value={sending.email.value}
          onValue={sending.change}
          error={problem && (typeof problem === "string" ? t("cabinet.email_wrong") : i18n.error(problem))}
        />
        <Button type="submit" wide busy={sending.busy.value}>
          {t("cabinet.chart_send_go")}
        </Button>
      </form>
    </Dialog>
  );
}
