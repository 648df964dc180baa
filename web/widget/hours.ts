/** When support answers, in words. */

import type { SupportOut } from "../contracts/openapi";
import type { I18n } from "../shared/i18n/i18n";
import type { WidgetKey } from "../shared/i18n/ru/widget";

/** «Отвечаем по будням с 9:00 до 18:00 (МСК)» */
export function hoursText(support: SupportOut, i18n: I18n<WidgetKey>): string {
  return i18n.t("widget.hours", {
    days: daysText(support.weekdays, i18n),
    opens: clockText(support.opens),
    closes: clockText(support.closes),
    zone: zoneText(support.timezone, i18n),
  });
}

/** When the next answer may come, in the same time zone as the hours; null while somebody is there. */
export function closedText(support: SupportOut, i18n: I18n<WidgetKey>): string | null {
  if (support.open_now) return null;
  if (!support.opens_at) return i18n.t("widget.away");
  const moment = i18n.date(support.opens_at, "moment", support.timezone);
  return i18n.t("widget.closed", { moment: `${moment} (${zoneText(support.timezone, i18n)})` });
}

function daysText(weekdays: readonly number[], i18n: I18n<WidgetKey>): string {
  const days = [...weekdays].sort().join("");
  if (days === "12345") return i18n.t("widget.days_workdays");
  if (days === "1234567") return i18n.t("widget.days_daily");
  // The 1st of January 2024 was a Monday.
  const name = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  return weekdays.map((day) => name.format(Date.UTC(2024, 0, day))).join(", ");
}

/** «09:00» or «09:00:00» → «9:00» */
function clockText(time: string): string {
  const [hours = "0", minutes = "00"] = time.split(":");
  return `${Number(hours)}:${minutes}`;
}

function zoneText(timezone: string, i18n: I18n<WidgetKey>): string {
  if (timezone === "Europe/Moscow") return i18n.t("widget.zone_moscow");
  const parts = new Intl.DateTimeFormat(i18n.language, { timeZone: timezone, timeZoneName: "short" }).formatToParts();
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timezone;
}
