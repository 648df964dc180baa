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
  "widget.introduce": "Представьтесь, пожалуйста",
  "widget.name": "Имя",
  "widget.phone": "Телефон",
  "widget.name_missing": "Напишите, как к вам обращаться",
  "widget.phone_missing": "Проверьте номер: в нём не хватает цифр",
  "widget.continue": "Продолжить",
  "widget.consent": "Нажимая «Продолжить», вы соглашаетесь с",
  "widget.privacy": "Политикой конфиденциальности",
  "widget.ended": "Прошлый разговор закрыт на этом устройстве. Чтобы написать снова, представьтесь ещё раз.",
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
