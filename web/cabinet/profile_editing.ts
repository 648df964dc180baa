/** «Редактировать»: what was typed and chosen, saving it, and what the server objected to. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Profile } from "../contracts/openapi";
import type { Api } from "../shared/api";
import type { Explained } from "../shared/i18n/i18n";
import type { Resource } from "../shared/shell/resource";
import {
  type AvatarProblem,
  avatarProblem,
  changesOf,
  formOf,
  type Problems,
  type ProfileForm,
  problemsOf,
  refusalsOf,
} from "./profile_form";

export interface ProfileEditing {
  readonly form: Signal<ProfileForm>;
  readonly problems: Signal<Problems>;
  /** The picture chosen or taken away, not saved yet. */
  readonly avatar: Signal<Blob | "none" | null>;
  /** The file of which the picture is just being cut out. */
  readonly cropping: Signal<File | null>;
  /** Ours, or the server's. */
  readonly avatarProblem: Signal<AvatarProblem | Explained | null>;
  /** What belongs to no field. */
  readonly failure: Signal<Explained | null>;
  readonly busy: Signal<boolean>;
  readonly changed: ReadonlySignal<boolean>;
  change(part: Partial<ProfileForm>): void;
  /** The file is looked at before anything is done with it; then the picture is cut out of it. */
  chooseAvatar(file: File): void;
  /** What was cut out; null when the person left it, a problem when the file cannot be read. */
  cropped(picture: Blob | AvatarProblem | null): void;
  removeAvatar(): void;
  /** «Отмена»: everything as it was. */
  reset(): void;
  /** «Сохранить»: whether everything is saved now. */
  save(): Promise<boolean>;
}

export interface EditingOptions {
  api: Api;
  /** The profile as it is kept; what was saved goes in there. */
  kept: Pick<Resource<Profile>, "put">;
  profile: Profile;
  /** `YYYY-MM-DD` where the person is. */
  today: () => string;
}

export function editProfile({ api, kept, profile, today }: EditingOptions): ProfileEditing {
  const present = signal(profile);
  const editing: Omit<
    ProfileEditing,
    "changed" | "change" | "chooseAvatar" | "cropped" | "removeAvatar" | "reset" | "save"
  > = {
    form: signal(formOf(profile)),
    problems: signal({}),
    avatar: signal(null),
    cropping: signal(null),
    avatarProblem: signal(null),
    failure: signal(null),
    busy: signal(false),
  };
  const { form, problems, avatar, cropping, failure, busy } = editing;
  const changes = computed(() => changesOf(form.value, present.value));
  const isChanged = computed(() => avatar.value !== null || Object.keys(changes.value).length > 0);
  const keep = (saved: Profile) => {
    present.value = saved;
    kept.put(saved);
  };

  const saveAvatar = async (): Promise<boolean> => {
    const wanted = avatar.value;
    if (!wanted) return true;
    const answer =
      wanted === "none"
        ? await api.call("DELETE /api/me/avatar")
        : await api.call("PUT /api/me/avatar", { body: wanted });
    if (answer.ok) {
      avatar.value = null;
      keep({ ...present.value, avatar_url: answer.data?.avatar_url ?? null });
    } else editing.avatarProblem.value = answer.error;
    return answer.ok;
  };
  const saveFields = async (): Promise<boolean> => {
    if (Object.keys(changes.value).length === 0) return true;
    const answer = await api.call("PATCH /api/me", { body: changes.value });
    if (answer.ok) {
      keep(answer.data);
      form.value = formOf(answer.data);
    } else {
      problems.value = refusalsOf(answer.error);
      failure.value = Object.keys(problems.value).length > 0 ? null : answer.error;
    }
    return answer.ok;
  };
  return {
    ...editing,
    changed: isChanged,
    change(part) {
      form.value = { ...form.value, ...part };
      problems.value = {};
    },
    chooseAvatar(file) {
      const problem = avatarProblem(file);
      editing.avatarProblem.value = problem;
      cropping.value = problem ? null : file;
    },
    cropped(picture) {
      cropping.value = null;
      if (typeof picture === "string") editing.avatarProblem.value = picture;
      else if (picture) avatar.value = picture;
    },
    removeAvatar() {
      editing.avatarProblem.value = null;
      avatar.value = present.value.avatar_url ? "none" : null;
    },
    reset() {
      form.value = formOf(present.value);
      avatar.value = null;
      cropping.value = null;
      editing.avatarProblem.value = null;
      problems.value = {};
      failure.value = null;
    },
    async save() {
      if (busy.value) return false;
      problems.value = problemsOf(form.value, today());
      failure.value = null;
      if (Object.keys(problems.value).length > 0) return false;
      busy.value = true;
      const saved = (await saveAvatar()) && (await saveFields());
      busy.value = false;
      return saved;
    },
  };
}
