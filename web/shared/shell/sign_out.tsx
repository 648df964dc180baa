import { useState } from "preact/hooks";
import { useTexts } from "../i18n/context";
import type { ShellKey } from "../i18n/ru/shell";
import { Button } from "../ui/button";
import { signOut } from "../ui/icons";
import type { Session } from "./session";

/** «Выйти»: the word disappears on narrow screens, the name stays. */
export function SignOut({ session }: { session: Session }) {
  const { t } = useTexts<ShellKey>();
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    if (await session.signOut()) return;
    setBusy(false);
    session.toasts.notify(t("shell.sign_out_failed"), "danger");
  };
  return (
    <Button tone="quiet" size="small" icon={signOut} busy={busy} onClick={() => void leave()}>
      <span class="shell__word">{t("shell.sign_out")}</span>
    </Button>
  );
}
