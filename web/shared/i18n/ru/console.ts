import type { Catalogue } from "../i18n";

export const console = {
  "console.name": "Рабочее место астролога",
  "console.filter": "Какие консультации показать",
  "console.active": "Активные",
  "console.waiting": "Ждут ответа",
  "console.inactive": "Неактивные",
  "console.empty_active": "Активных консультаций пока нет",
  "console.empty_active_text": "Новая консультация появится здесь, как только её оплатят.",
  "console.empty_waiting": "Все получили ответ",
  "console.empty_waiting_text": "Когда кто-то из клиентов напишет, разговор появится здесь.",
  "console.empty_inactive": "Завершённых консультаций пока нет",
  "console.pick": "Выберите консультацию",
  "console.pick_text": "Alt + ↑ и Alt + ↓ переключают разговоры, не убирая рук с клавиатуры.",
  "console.new": "Новая",
  "console.to": "Для: {name}",
  "console.availability": "Моя доступность",
  "console.available": "На связи",
  "console.busy": "Веду консультацию",
  "console.away": "Не на месте",
  "console.availability_failed": "Доступность не изменилась. Проверьте интернет и повторите.",
  "console.complete": "Завершить консультацию",
  "console.complete_short": "Завершить",
  "console.complete_title": "Завершить консультацию?",
  "console.complete_text":
    "{name} больше не сможет писать в этот чат, и вы тоже. Переписка останется у вас обоих. Отменить завершение нельзя.",
  "console.complete_unanswered": "Последнее сообщение клиента осталось без ответа.",
  "console.completed": "Консультация завершена",
  "console.more": "Действия",
  "console.not_found": "Такой консультации нет",
  "console.not_found_text": "Возможно, ссылка устарела. Выберите консультацию из списка.",
} as const satisfies Catalogue;

export type ConsoleKey = keyof typeof console;
