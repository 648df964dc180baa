import type { Catalogue } from "../i18n";

export const widget = {
  "widget.title": "Поддержка Astars",
  "widget.online": "Сейчас на связи",
  "widget.away": "Ответим в рабочее время",
  "widget.greeting": "Чем можем помочь?",
  "widget.greeting_text": "Расскажем о консультациях, поможем с оплатой и доступом. Отвечают живые люди.",
  "widget.start": "Начать чат с поддержкой",
  "widget.hours": "Отвечаем {days} с {opens} до {closes} ({zone})",
  "widget.days_workdays": "по будням",
  "widget.days_daily": "ежедневно",
  "widget.zone_moscow": "МСК",
  "widget.closed": "Сейчас поддержка не на связи. Напишите нам: ответим {moment}.",
  "widget.sound_off": "Выключить звук",
  "widget.sound_on": "Включить звук",
  "widget.close": "Закрыть чат",
  "widget.unread": {
    one: "{count} новое сообщение",
    few: "{count} новых сообщения",
    many: "{count} новых сообщений",
    other: "{count} новых сообщения",
  },
} as const satisfies Catalogue;

export type WidgetKey = keyof typeof widget;
