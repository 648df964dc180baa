import { useEffect, useState } from "preact/hooks";
import type { QuietHours as Hours, Notifications } from "../../contracts/openapi";
import { useTexts } from "../i18n/context";
import type { NotificationsKey } from "../i18n/ru/notifications";
import { Check, Field } from "../ui/field";
import type { Choice } from "./choice";

const NIGHT = { begins: "22:00", ends: "08:00" };

/** Hours in which notices wait, by the clock of where the person is when they choose them. */
export function QuietHours({ choice, present }: { choice: Choice; present: Notifications }) {
  const { t } = useTexts<NotificationsKey>();
  const { quiet } = present;
  const set = (hours: Hours | null) => void choice.change({ quiet: hours });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <fieldset class="stack">
      <legend class="field__label reach__title">{t("notifications.quiet")}</legend>
      <Check checked={quiet !== null} onChecked={(on) => set(on ? { ...NIGHT, timezone: zone } : null)}>
        {t("notifications.quiet_on")}
      </Check>
      {quiet && (
        <>
          <div class="reach__hours">
            <Clock
              label={t("notifications.quiet_from")}
              at={quiet.begins}
              onAt={(begins) => set({ ...quiet, begins })}
            />
            <Clock label={t("notifications.quiet_to")} at={quiet.ends} onAt={(ends) => set({ ...quiet, ends })} />
          </div>
          <p class="soft small">
            {t("notifications.quiet_text")} {t("notifications.quiet_zone", { zone: quiet.timezone })}
          </p>
        </>
      )}
    </fieldset>
  );
}

/** Sent when the field is left: a time is typed in two halves. */
function Clock({ label, at, onAt }: { label: string; at: string; onAt: (at: string) => void }) {
  const [typed, setTyped] = useState(at);
  useEffect(() => setTyped(at), [at]);
  return (
    <Field
      type="time"
      label={label}
      value={typed}
      onValue={setTyped}
      onBlur={() => {
        if (typed && typed !== at) onAt(typed);
        else setTyped(at);
      }}
    />
  );
}
