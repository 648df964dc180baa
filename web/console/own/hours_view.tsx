import type { OwnSettings } from "../../contracts/openapi";
import { useTexts } from "../../shared/i18n/context";
import type { Language } from "../../shared/i18n/i18n";
import type { OwnKey } from "../../shared/i18n/ru/own";
import { Check, Field, FieldFrame } from "../../shared/ui/field";
import type { Desktop } from "../desktop";
import { type HoursForm, problemOf } from "./hours";
import { NowView } from "./now_view";
import type { Own } from "./own";
import { SpansView } from "./spans_view";
import { SpecialDays } from "./special_days";

const A_MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY_MS = 86_400_000;

/** «понедельник» … */
export function weekdayNames(language: Language): readonly string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  return [0, 1, 2, 3, 4, 5, 6].map((day) => {
    const name = format.format(A_MONDAY + day * DAY_MS);
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  });
}

/** What clients see now, the week, and how much one takes on. */
export function HoursView({ desktop, settings }: { desktop: Desktop; settings: OwnSettings }) {
  const { own } = desktop;
  const form = own.form.value;
  if (!form) return null;
  return (
    <div class="stack stack--loose own">
      <NowView desktop={desktop} settings={settings} />
      <Week own={own} form={form} />
      <Load own={own} form={form} openNow={settings.open_now} />
    </div>
  );
}

function Week({ own, form }: { own: Own; form: HoursForm }) {
  const { t, language } = useTexts<OwnKey>();
  const names = weekdayNames(language);
  const wrong = own.state.value.name === "wrong" ? problemOf(form) : null;
  const put = (at: number, spans: HoursForm["week"][number]) =>
    own.change({ week: form.week.map((one, day) => (day === at ? spans : one)) });
  return (
    <fieldset class="stack own__part">
      <legend class="own__title">{t("own.week")}</legend>
      <Check checked={form.on} onChecked={(on) => own.change({ on })}>
        {t("own.week_on")}
      </Check>
      <p class="soft small">{t("own.week_hint")}</p>
      {form.on && (
        <>
          <Zone own={own} form={form} />
          <div class="own__week">
            {form.week.map((spans, at) => {
              const isWrong = wrong?.at === "week" && wrong.day === at;
              const error = isWrong ? t(`own.span_${wrong.what}`, { day: names[at] ?? "" }) : null;
              return (
                <SpansView
                  key={names[at]}
                  name={names[at] ?? ""}
                  spans={spans}
                  error={error}
                  onSpans={(next) => put(at, next)}
                />
              );
            })}
          </div>
          <SpecialDays own={own} form={form} problem={wrong?.at === "special" ? wrong : null} />
        </>
      )}
    </fieldset>
  );
}

function Zone({ own, form }: { own: Own; form: HoursForm }) {
  const { t } = useTexts<OwnKey>();
  const zones = [...new Set([form.timezone, ...Intl.supportedValuesOf("timeZone")])].sort();
  return (
    <FieldFrame label={t("own.timezone")}>
      {(control) => (
        <select
          {...control}
          value={form.timezone}
          onChange={(event) => own.change({ timezone: event.currentTarget.value })}
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

function Load({ own, form, openNow }: { own: Own; form: HoursForm; openNow: number }) {
  const { t } = useTexts<OwnKey>();
  const isWrong = own.state.value.name === "wrong" && problemOf(form)?.at === "most";
  return (
    <fieldset class="stack own__part">
      <legend class="own__title">{t("own.load")}</legend>
      <Field
        label={t("own.most")}
        inputMode="numeric"
        maxLength={3}
        value={form.most}
        error={isWrong ? t("own.most_wrong") : null}
        hint={t("own.most_hint", { count: openNow })}
        onValue={(most) => own.change({ most })}
      />
    </fieldset>
  );
}
