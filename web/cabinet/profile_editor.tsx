import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Profile } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Banner } from "../shared/ui/surface";
import { AvatarField } from "./avatar_field";
import type { Cabinet } from "./cabinet";
import { PasswordDialog } from "./password_dialog";
import { editProfile, type ProfileEditing } from "./profile_editing";
import { ProfileFields } from "./profile_fields";
import { today } from "./today";

/** «Редактировать»: «Отмена» drops every change, «Сохранить» keeps them. */
export function ProfileEditor({ cabinet, profile }: { cabinet: Cabinet; profile: Profile }) {
  const { t } = useTexts<CabinetKey>();
  const { api, toasts } = cabinet.session;
  const editing = useMemo(() => editProfile({ api, kept: cabinet.profile, profile, today }), [cabinet]);
  const [password, setPassword] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problems = editing.problems.value;
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [problems]);
  const save = async () => {
    if (await editing.save()) toasts.notify(t("cabinet.saved"));
  };
  return (
    <>
      <form
        ref={form}
        class="stack profile"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <AvatarField name={profile.name} src={profile.avatar_url} editing={editing} />
        <ProfileFields
          form={editing.form.value}
          problems={problems}
          phone={profile.phone}
          api={api}
          onChange={editing.change}
        />
        <div>
          <Button tone="secondary" size="small" onClick={() => setPassword(true)}>
            {t(profile.has_password ? "cabinet.password" : "cabinet.password_set")}
          </Button>
        </div>
        <Decision editing={editing} />
      </form>
      {password && <PasswordDialog cabinet={cabinet} profile={profile} onClose={() => setPassword(false)} />}
    </>
  );
}

function Decision({ editing }: { editing: ProfileEditing }) {
  const i18n = useTexts<KitKey | CabinetKey>();
  const changed = editing.changed.value;
  const busy = editing.busy.value;
  const failure = editing.failure.value;
  return (
    <>
      {failure && <Banner tone="danger">{i18n.error(failure)}</Banner>}
      <div class="row row--end">
        <Button tone="secondary" disabled={!changed || busy} onClick={editing.reset}>
          {i18n.t("kit.cancel")}
        </Button>
        <Button type="submit" disabled={!changed && !busy} busy={busy}>
          {i18n.t("cabinet.save")}
        </Button>
      </div>
    </>
  );
}
