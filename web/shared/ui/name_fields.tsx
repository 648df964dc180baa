import { useTexts } from "../i18n/context";
import type { KitKey } from "../i18n/ru/kit";
import { Field } from "./field";

export interface PersonName {
  readonly first_name: string;
  readonly last_name: string;
}

export interface NameFieldsProps {
  value: PersonName;
  onChange: (part: Partial<PersonName>) => void;
  problem: (field: keyof PersonName) => string | null;
}

/** As the profile keeps it. */
const LONGEST = 60;

/** «Имя» * and «Фамилия», side by side or one below the other as whatever they stand in decides. */
export function NameFields({ value, onChange, problem }: NameFieldsProps) {
  const { t } = useTexts<KitKey>();
  return (
    <>
      <Field
        label={t("kit.first_name")}
        name="first_name"
        autoComplete="given-name"
        maxLength={LONGEST}
        required
        value={value.first_name}
        error={problem("first_name")}
        onValue={(first_name) => onChange({ first_name })}
      />
      <Field
        label={t("kit.last_name")}
        name="last_name"
        autoComplete="family-name"
        maxLength={LONGEST}
        value={value.last_name}
        error={problem("last_name")}
        onValue={(last_name) => onChange({ last_name })}
      />
    </>
  );
}
