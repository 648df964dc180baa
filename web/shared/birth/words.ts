import type { GivenBirthOut } from "../../contracts/openapi";
import type { I18n } from "../i18n/i18n";
import type { BirthKey } from "../i18n/ru/birth";

/** «17 мая 1990 г., 04:35, Пермь»: what the chart is made of. */
export function birthWords({ birth }: GivenBirthOut, { t, date }: Pick<I18n<BirthKey>, "t" | "date">): string {
  const time = birth.time ? birth.time.slice(0, 5) : t("birth.time_unknown");
  return [date(`${birth.date}T12:00:00Z`, "date", "UTC"), time, birth.place?.name].filter(Boolean).join(", ");
}
