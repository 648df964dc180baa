import type { Catalogue } from "../i18n";

/** How one learns of a message while looking elsewhere. */
export const arriving = {
  "arriving.title": "Новое сообщение",
  "arriving.sound_on": "Включить звук сообщений",
  "arriving.sound_off": "Выключить звук сообщений",
  "arriving.offer": "Сообщить, когда придёт ответ? Текст сообщения в уведомлении не показывается.",
  "arriving.allow": "Включить уведомления",
  "arriving.later": "Позже",
} as const satisfies Catalogue;

export type ArrivingKey = keyof typeof arriving;
