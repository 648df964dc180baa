import type { Catalogue } from "../i18n";

/** What a device of the support staff does when somebody writes or waits. */
export const calling = {
  "calling.title": "Звук и уведомления",
  "calling.sound": "Звук на этом устройстве",
  "calling.calls": "Напоминать о новых и долго ждущих обращениях",
  "calling.calls_text": "Повторяем каждые 20 секунд, пока вы не посмотрите на рабочее место.",
  "calling.fresh": "Новое обращение",
  "calling.waiting": "Посетитель ждёт ответа",
} as const satisfies Catalogue;

export type CallingKey = keyof typeof calling;
