import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { useNow } from "../shared/shell/use_now";
import { Button } from "../shared/ui/button";
import type { Cabinet } from "./cabinet";
import { ExtendDialog } from "./extend_dialog";
import { offeredSoon } from "./extending";

/** «Продлить» in the strip over a consultation that ends within two weeks, or has just ended. */
export function ExtendOffer({ cabinet, conversationId }: { cabinet: Cabinet; conversationId: string }) {
  const { t } = useTexts<CabinetKey>();
  const [open, setOpen] = useState(false);
  const now = useNow(cabinet.session.chat);
  const { active, past } = cabinet;
  useEffect(() => {
    for (const resource of [active, past]) if (resource.state.peek().name !== "ready") void resource.load();
  }, [active, past]);
  const held = [active, past].flatMap(({ state }) => (state.value.name === "ready" ? state.value.data : []));
  const entitlement = offeredSoon(held, conversationId, now);
  if (!entitlement) return null;
  return (
    <>
      <Button size="small" tone="quiet" onClick={() => setOpen(true)}>
        {t("cabinet.extend")}
      </Button>
      {open && <ExtendDialog cabinet={cabinet} entitlement={entitlement} onClose={() => setOpen(false)} />}
    </>
  );
}
