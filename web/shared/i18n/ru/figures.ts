import type { Catalogue } from "../i18n";

/** The support desk at this moment. */
export const figures = {
  "figures.name": "Показатели поддержки",
  "figures.again": "Показатели не загрузились. Повторить",
  "figures.waiting": "Ждут",
  "figures.longest": "дольше всех {duration}",
  "figures.first_answer": "Первый ответ сегодня",
  "figures.week": "за неделю {value}",
  "figures.resolved": "Решено сегодня",
  "figures.rating": "Оценка за неделю",
  "figures.stars": "{stars} из 5",
  "figures.ratings": { one: "{count} оценка", few: "{count} оценки", many: "{count} оценок", other: "{count} оценки" },
  "figures.open": "Открыто",
  "figures.here": "На смене: {count}",
  "figures.second": "{count} с",
  "figures.minute": "{count} мин",
  "figures.hour": "{count} ч",
  "figures.people": "Кто отвечает",
  "figures.assigning": {
    one: "Новые обращения раздаются сами: не больше {count} на человека.",
    few: "Новые обращения раздаются сами: не больше {count} на человека.",
    many: "Новые обращения раздаются сами: не больше {count} на человека.",
    other: "Новые обращения раздаются сами: не больше {count} на человека.",
  },
  "figures.by_hand": "Новые обращения каждый берёт сам.",
  "figures.load": "в работе: {count}",
} as const satisfies Catalogue;

export type FiguresKey = keyof typeof figures;
