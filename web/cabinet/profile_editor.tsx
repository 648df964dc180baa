import { useEffect, useRef, useState } from "preact/hooks";
import type { Profile } from "../contracts/openapi";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import type { KitKey } from "../shared/i18n/ru/kit";
import { Button } from "../shared/ui/button";
import { Banner } from "../shared/ui/surface";
import { AvatarField } from "./avatar_field";
import type { Cabinet } from "./cabinet";
import { PasswordDialog } from "./password";
import { ProfileFields } from "./profile_fields";
import { changesOf, formOf, type Problems, type ProfileForm, problemsOf, refusalsOf } from "./profile_form";

/** «Редактировать»: «Отмена» drops every change, «Сохранить» keeps them. */
export function ProfileEditor({ cabinet, profile }: { cabinet: Cabinet; profile: Profile }) {
  const { t } = useTexts<CabinetKey | KitKey>();
  const editing = useEditing(cabinet, profile);
  const [password, setPassword] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [editing.problems]);
  return (
    <>
      <form
        ref={form}
        class="stack profile"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void editing.save();
        }}
      >
        <AvatarField
          name={profile.name}
          src={profile.avatar_url}
          file={editing.avatar}
          problem={editing.avatarProblem}
          onFile={editing.chooseAvatar}
        />
        <ProfileFields
          form={editing.form}
          problems={editing.problems}
          phone={profile.phone}
          onChange={(part) => editing.change(part)}
        />
        <div>
          <Button tone="secondary" size="small" onClick={() => setPassword(true)}>
            {t(profile.has_password ? "cabinet.password" : "cabinet.password_set")}
          </Button>
        </div>
        {editing.failure && <Banner tone="danger">{editing.failure}</Banner>}
        <div class="row row--end">
          <Button tone="secondary" disabled={!editing.changed || editing.busy} onClick={editing.reset}>
            {t("kit.cancel")}
          </Button>
          <Button type="submit" disabled={!editing.changed} busy={editing.busy}>
            {t("kit.save")}
          </Button>
        </div>
      </form>
      {password && <PasswordDialog cabinet={cabinet} profile={profile} onClose={() => setPassword(false)} />}
    </>
  );
}

function useEditing(cabinet: Cabinet, profile: Profile) {
  const i18n = useTexts<CabinetKey>();
  const { api, toasts } = cabinet.session;
  const [form, setForm] = useState<ProfileForm>(() => formOf(profile));
  const [avatar, setAvatar] = useState<File | null>(null);
  const [avatarProblem, setAvatarProblem] = useState<string | null>(null);
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const changes = changesOf(form, profile);
  const reset = () => {
    setForm(formOf(profile));
    setAvatar(null);
    setAvatarProblem(null);
    setProblems({});
    setFailure(null);
  };

  /** The picture first; the present profile with it, or null when it was refused. */
  const saveAvatar = async (): Promise<Profile | null> => {
    if (!avatar) return profile;
    const answer = await api.call("PUT /api/me/avatar", { body: avatar });
    if (!answer.ok) {
      setAvatarProblem(i18n.error(answer.error));
      return null;
    }
    setAvatar(null);
    return { ...profile, avatar_url: answer.data.avatar_url };
  };
  const save = async () => {
    if (busy) return;
    const found = problemsOf(form, localDate(new Date()));
    setProblems(found);
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const present = await saveAvatar();
    if (present && Object.keys(changes).length > 0) {
      const answer = await api.call("PATCH /api/me", { body: changes });
      if (answer.ok) cabinet.profile.put({ ...answer.data, avatar_url: present.avatar_url });
      else {
        cabinet.profile.put(present);
        const refused = refusalsOf(answer.error);
        setProblems(refused);
        if (Object.keys(refused).length === 0) setFailure(i18n.error(answer.error));
      }
      if (answer.ok) toasts.notify(i18n.t("cabinet.saved"));
    } else if (present) {
      cabinet.profile.put(present);
      toasts.notify(i18n.t("cabinet.saved"));
    }
    setBusy(false);
  };
  return {
    form,
    avatar,
    avatarProblem,
    problems,
    failure,
    busy,
    changed: avatar !== null || Object.keys(changes).length > 0,
    reset,
    save,
    change(part: Partial<ProfileForm>) {
      setForm((before) => ({ ...before, ...part }));
      setProblems({});
    },
    chooseAvatar(file: File | null, problem: string | null) {
      setAvatar(file);
      setAvatarProblem(problem);
    },
  };
}

/** `YYYY-MM-DD` where the person is. */
function localDate(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
