import { useState } from "preact/hooks";
import type { Profile } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Field } from "../shared/ui/field";
import type { Cabinet } from "./cabinet";

const SHORTEST = 8;

export interface PasswordDialogProps {
  cabinet: Cabinet;
  profile: Profile;
  onClose: () => void;
}

/** «Изменить пароль»; other devices are signed out by it. */
export function PasswordDialog({ cabinet, profile, onClose }: PasswordDialogProps) {
  const i18n = useTexts<CabinetKey | KitKey>();
  const { t } = i18n;
  const { api, toasts } = cabinet.session;
  const [typed, setTyped] = useState({ current: "", password: "", repeat: "" });
  const [problems, setProblems] = useState<Partial<Record<keyof typeof typed, string>>>({});
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<typeof typed>) => {
    setTyped({ ...typed, ...part });
    setProblems({});
  };
  const save = async () => {
    if (busy) return;
    if (profile.has_password && !typed.current) return setProblems({ current: t("cabinet.required") });
    if (typed.password.length < SHORTEST) return setProblems({ password: t("cabinet.password_short") });
    if (typed.password !== typed.repeat) return setProblems({ repeat: t("cabinet.password_differs") });
    setBusy(true);
    const answer = await api.call("PUT /api/me/password", {
      body: { password: typed.password, ...(profile.has_password ? { current: typed.current } : {}) },
    });
    setBusy(false);
    if (!answer.ok) {
      const current = answer.error.of("current");
      return setProblems(current ? { current } : { password: answer.error.of("password") ?? i18n.error(answer.error) });
    }
    cabinet.profile.put({ ...profile, has_password: true });
    toasts.notify(t("cabinet.password_saved"));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(profile.has_password ? "cabinet.password" : "cabinet.password_set")}
      closeLabel={t("kit.close")}
    >
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {profile.has_password && (
          <Field
            type="password"
            label={t("cabinet.password_current")}
            autoComplete="current-password"
            value={typed.current}
            onValue={(current) => change({ current })}
            error={problems.current ?? null}
          />
        )}
        <Field
          type="password"
          label={t("cabinet.password_new")}
          autoComplete="new-password"
          hint={t("cabinet.password_hint")}
          value={typed.password}
          onValue={(password) => change({ password })}
          error={problems.password ?? null}
        />
        <Field
          type="password"
          label={t("cabinet.password_repeat")}
          autoComplete="new-password"
          value={typed.repeat}
          onValue={(repeat) => change({ repeat })}
          error={problems.repeat ?? null}
        />
        <Button type="submit" wide busy={busy}>
          {t("kit.save")}
        </Button>
      </form>
    </Dialog>
  );
}
