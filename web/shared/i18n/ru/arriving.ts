import type { Catalogue } from "../i18n";

/** How one learns of a message while looking elsewhere. */
export const arriving = {
  "arriving.title": "Новое сообщение",
  "arriving.sound_on": "Включить звук сообщений",
  "arriving.sound_off": "Выключить звук сообщений",
  "arriving.offer": "Сообщить, когда придёт ответ? Текст сообщения в уведомлении не показывается.",
  "arriving.allow": "Включить уведомления",
  "arriving.later": "Позже",
  "arriving.push": "Уведомления на этом устройстве",
  "arriving.push_text":
    "Сообщим, кто написал, даже когда страница закрыта. Текст сообщения в уведомлении не показывается.",
  "arriving.push_on": "Включены",
  "arriving.push_denied":
    "Уведомления запрещены в браузере. Разрешите их в настройках сайта (значок слева от адреса), и здесь появится кнопка.",
  "arriving.push_install":
    "На iPhone и iPad уведомления работают с экрана «Домой»: нажмите «Поделиться», затем «На экран „Домой“», и откройте Astars оттуда.",
  "arriving.push_unsupported": "Этот браузер не умеет показывать уведомления, когда страница закрыта.",
  "arriving.push_failed": "Не получилось включить. Проверьте соединение и попробуйте ещё раз.",
  "arriving.push_turn_off": "Выключить",
} as const satisfies Catalogue;

export type ArrivingKey = keyof typeof arriving;
