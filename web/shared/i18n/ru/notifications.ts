import type { Catalogue } from "../i18n";

/** How one is reached outside the chat. */
export const notifications = {
  "notifications.title": "Уведомления",
  "notifications.text": "Если сообщение не прочитано, напомним одним уведомлением. Текста сообщения в нём нет.",
  "notifications.channels": "Как Вам сообщить",
  "notifications.channels_text": "Используем первый способ, который сработает.",
  "notifications.push": "На устройствах с уведомлениями",
  "notifications.email": "Письмом",
  "notifications.telegram": "В Telegram",
  "notifications.sms": "По СМС",
  "notifications.earlier": "Выше: {channel}",
  "notifications.missing_push": "Ни на одном устройстве уведомления не включены.",
  "notifications.missing_email": "В профиле нет почты.",
  "notifications.missing_telegram": "Telegram ещё не подключён.",
  "notifications.missing_sms": "Номер телефона не подтверждён.",
  "notifications.lost_telegram": "Вы остановили бота в Telegram. Чтобы получать уведомления, подключите его ещё раз.",
  "notifications.telegram_link": "Подключить Telegram",
  "notifications.telegram_open": "Открыть бота",
  "notifications.telegram_waiting": "Откройте бота и нажмите «Запустить». Ссылка действует 30 минут.",
  "notifications.telegram_check": "Готово, проверить",
  "notifications.telegram_end": "Отключить Telegram",
  "notifications.after": "Через сколько минут напомнить",
  "notifications.minutes": {
    one: "{count} минута",
    few: "{count} минуты",
    many: "{count} минут",
    other: "{count} минуты",
  },
  "notifications.quiet": "Не беспокоить",
  "notifications.quiet_text": "Уведомления подождут до конца этого времени.",
  "notifications.quiet_on": "В эти часы не беспокоить",
  "notifications.quiet_from": "С",
  "notifications.quiet_to": "До",
  "notifications.quiet_zone": "Время: {zone}",
} as const satisfies Catalogue;

export type NotificationsKey = keyof typeof notifications;
