import type { Api } from "../shared/api";
import { useTexts } from "../shared/i18n/context";
import type { CabinetKey } from "../shared/i18n/ru/cabinet";
import { Check, Field } from "../shared/ui/field";
import { NameFields } from "../shared/ui/name_fields";
import { ofE164, RUSSIA, showPhone } from "../shared/ui/phone";
import { PlaceField } from "./place_field";
import type { Problem, Problems, ProfileForm } from "./profile_form";

export interface ProfileFieldsProps {
  form: ProfileForm;
  problems: Problems;
  phone: string | null;
  api: Api;
  onChange: (part: Partial<ProfileForm>) => void;
}

export function ProfileFields({ form, problems, phone, api, onChange }: ProfileFieldsProps) {
  const { t } = useTexts<CabinetKey>();
  const text = (problem: Problem | undefined): string | null => {
    if (!problem) return null;
    return typeof problem === "string" ? t(`cabinet.${problem}`) : problem.detail;
  };
  return (
    <div class="profile__grid">
      <NameFields value={form} onChange={onChange} problem={(field) => text(problems[field])} />
      <Field
        type="date"
        label={t("cabinet.birth_date")}
        name="birth_date"
        autoComplete="bday"
        min="1900-01-01"
        required
        value={form.birth_date}
        onValue={(birth_date) => onChange({ birth_date })}
        error={text(problems.birth_date)}
        hint={t("cabinet.birth_why")}
      />
      <div class="stack stack--tight">
        <Field
          type="time"
          label={t("cabinet.birth_time")}
          name="birth_time"
          disabled={form.birth_time_unknown}
          value={form.birth_time_unknown ? "" : form.birth_time}
          onValue={(birth_time) => onChange({ birth_time })}
          error={text(problems.birth_time)}
        />
        <Check checked={form.birth_time_unknown} onChecked={(birth_time_unknown) => onChange({ birth_time_unknown })}>
          {t("cabinet.birth_time_unknown")}
        </Check>
      </div>
      <PlaceField
        api={api}
        place={form.birth_place}
        onPlace={(birth_place) => onChange({ birth_place })}
        error={text(problems.birth_place)}
      />
      <Field
        type="email"
        label={t("cabinet.email")}
        name="email"
        autoComplete="email"
        maxLength={254}
        required
        value={form.email}
        onValue={(email) => onChange({ email })}
        error={text(problems.email)}
      />
      <Field
        type="tel"
        label={t("cabinet.phone")}
        disabled
        placeholder={t("cabinet.phone_none")}
        value={phone ? spelled(phone) : ""}
        onValue={() => undefined}
        {...(phone ? { hint: t("cabinet.phone_hint") } : {})}
      />
    </div>
  );
}

/** A Russian number under its mask, any other as it is stored. */
function spelled(phone: string): string {
  if (!phone.startsWith(RUSSIA.dial_code)) return phone;
  return `${RUSSIA.dial_code} ${showPhone(ofE164(phone, [RUSSIA], RUSSIA))}`;
}
