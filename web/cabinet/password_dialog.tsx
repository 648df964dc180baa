import { useMemo } from "preact/hooks";
import type { Profile } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Dialog } from "../shared/ui/dialog";
import { Field } from "../shared/ui/field";
import { Banner } from "../shared/ui/surface";
import type { Cabinet } from "./cabinet";
import { changePassword, type PasswordChange, type TypedPassword } from "./password_change";

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
  const change = useMemo(() => changePassword(api, profile.has_password), []);
  const failure = change.failure.value;
  const save = async () => {
    if (!(await change.save())) return;
    cabinet.profile.put({ ...profile, has_password: true });
    toasts.notify(t("cabinet.password_saved"));
    onClose();
  };
  const title = t(profile.has_password ? "cabinet.password" : "cabinet.password_set");
  return (
    <Dialog open onClose={onClose} title={title} closeLabel={t("kit.close")}>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {profile.has_password && <Typed of="current" autoComplete="current-password" change={change} />}
        <Typed of="password" autoComplete="new-password" hint={t("cabinet.password_hint")} change={change} />
        <Typed of="repeat" autoComplete="new-password" change={change} />
        {failure && <Banner tone="danger">{i18n.error(failure)}</Banner>}
        <Button type="submit" wide busy={change.busy.value}>
          {t("cabinet.save")}
        </Button>
      </form>
    </Dialog>
  );
}

const LABELS = {
  current: "cabinet.password_current",
  password: "cabinet.password_new",
  repeat: "cabinet.password_repeat",
} as const;

interface TypedProps {
  of: keyof TypedPassword;
  autoComplete: string;
  hint?: string;
  change: PasswordChange;
}

function Typed({ of, change, ...rest }: TypedProps) {
  const { t } = useTexts<CabinetKey>();
  const problem = change.problems.value[of];
  return (
    <Field
      type="password"
      label={t(LABELS[of])}
      value={change.typed.value[of]}
      onValue={(value) => change.change({ [of]: value })}
      error={problem ? (typeof problem === "string" ? t(`cabinet.${problem}`) : problem.detail) : null}
      {...rest}
    />
  );
}
