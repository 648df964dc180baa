import type { Catalogue } from "../i18n";

/** Consultations whose answer is late, as support sees them. */
export const overdue = {
  "overdue.short": "Просрочено",
  "overdue.count": {
    one: "{count} просроченный ответ",
    few: "{count} просроченных ответа",
    many: "{count} просроченных ответов",
    other: "{count} просроченных ответа",
  },
  "overdue.title": "Просроченные ответы",
  "overdue.none": "Все отвечают в срок",
  "overdue.none_text": "Если астролог не ответит к обещанному времени, консультация появится здесь.",
  "overdue.late": "просрочено на {duration}",
  "overdue.who": "Ждёт {client}, отвечает {astrologer}",
  "overdue.since": "Ждёт с {date}",
  "overdue.until": "консультация до {date}",
  "overdue.offered": "Клиенту предложен выбор, он ещё не ответил.",
  "overdue.chosen_reassign": "Клиент выбрал другого астролога: подбираем.",
  "overdue.chosen_extend": "Клиент согласен подождать: продлеваем.",
  "overdue.chosen_refund": "Клиент выбрал возврат денег: возвращаем.",
  "overdue.reassign": "Передать астрологу",
  "overdue.extend": "Добавить время",
  "overdue.offer": "Предложить выбор",
  "overdue.reassign_text":
    "Консультацию продолжит другой астролог: он увидит всю переписку и получит полный срок на ответ.",
  "overdue.extend_text": "На столько дней позже ответ и дольше консультация.",
  "overdue.offer_text": "Клиент увидит варианты в чате консультации и выберет сам.",
  "overdue.astrologer": "Кому",
  "overdue.anybody": "Кто подойдёт лучше",
  "overdue.full": "{name} (новых не берёт)",
  "overdue.days": "Дней",
  "overdue.note": "Причина",
  "overdue.note_hint": "Останется в журнале. Клиент и астролог её не увидят.",
  "overdue.options": "Что можно выбрать",
  "overdue.option_reassign": "Другой астролог",
  "overdue.option_extend": "Подождать ещё",
  "overdue.option_refund": "Вернуть деньги",
  "overdue.reassign_do": "Передать",
  "overdue.extend_do": "Добавить",
  "overdue.offer_do": "Предложить",
  "overdue.reassign_done": "Консультация передана",
  "overdue.extend_done": "Время добавлено",
  "overdue.offer_done": "Клиенту предложен выбор",
  "overdue.conflict": "Здесь уже что-то изменилось: астролог ответил или решение принял кто-то другой.",
} as const satisfies Catalogue;

export type OverdueKey = keyof typeof overdue;
