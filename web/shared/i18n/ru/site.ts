import type { Catalogue } from "../i18n";

export const site = {
  "site.online": "На связи",
  "site.offline": "Не в сети",
  "site.busy": "Ведёт консультацию",
  "site.away": "Сейчас не на месте",
  "site.until": "вернётся {when}",
  "site.refund_empty": "Оплаченных покупок пока нет.",
  "site.refund_bought": "Куплено {date}",
  "site.refund_until": "Вернуть можно до {date}",
  "site.refund_part": "Уже возвращено {price}",
  "site.refund_more": "Показать ещё",
  "site.refund_ask": "Вернуть деньги",
  "site.refund_sure": "Вернуть {price} за услугу «{service}»? Консультация по ней закроется.",
  "site.refund_confirm": "Да, вернуть",
  "site.refund_keep": "Оставить",
  "site.refund_done": "Деньги возвращаются на карту, с которой была оплата.",
} as const satisfies Catalogue;

export type SiteKey = keyof typeof site;
