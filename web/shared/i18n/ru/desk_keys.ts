import type { Catalogue } from "../i18n";

/** Keys and the palette of the support desk. */
export const deskKeys = {
  "desk.palette_search": "Имя, метка или действие",
  "desk.keys_request": "С обращением",
  "desk.key.next": "Следующее обращение в списке",
  "desk.key.previous": "Предыдущее обращение в списке",
  "desk.key.longest": "К тому, кто дольше всех ждёт",
  "desk.key.leave_request": "Закрыть обращение",
  "desk.key.palette": "Перейти или сделать",
  "desk.key.search": "Найти в разговоре",
  "desk.key.shortcuts": "Показать клавиши (или «?»)",
  "desk.key.send": "Отправить",
  "desk.key.line": "Новая строка",
  "desk.key.replies": "Готовый ответ",
  "desk.key.edit_last": "Изменить последнее сообщение (в пустом поле)",
  "desk.key.leave": "Закрыть окно, не отвечать, не изменять",
  "desk.key.claim": "Взять в работу или вернуть решённое",
  "desk.key.visitor": "Посетитель: кто, откуда, что купил",
  "desk.key.notes": "Заметки",
  "desk.key.tags": "Метки",
  "desk.key.snooze": "Отложить",
  "desk.key.transfer": "Передать",
  "desk.key.resolve": "Решить с заметкой",
  "desk.key.merge": "Найти клиента и объединить",
  "desk.key.block": "Заблокировать посетителя",
  "desk.key.overdue": "Просроченные ответы астрологов",
  "desk.key.people": "Кто отвечает и сколько у кого в работе",
  "desk.key.notices": "Звук и уведомления",
  "desk.place_waiting": "ждёт",
  "desk.place_claimed": "в работе",
  "desk.place_resolved": "решено",
  "desk.place_snoozed": "отложено",
} as const satisfies Catalogue;

export type DeskKeysKey = keyof typeof deskKeys;
