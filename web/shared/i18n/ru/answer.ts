import type { Catalogue } from "../i18n";

export const answer = {
  "answer.open": "Развёрнутый ответ",
  "answer.title": "Развёрнутый ответ: {name}",
  "answer.field": "Ответ для {name}",
  "answer.placeholder": "Пишите не спеша: текст сохраняется сам, и продолжить можно на другом устройстве.",
  "answer.preview": "Как увидит клиент",
  "answer.preview_none": "Здесь ответ будет таким, каким его увидит клиент.",
  "answer.saved": "Сохранено.",
  "answer.saving": "Сохраняем…",
  "answer.failed": "Пока сохранено только на этом устройстве.",
  "answer.length": {
    one: "{count} знак",
    few: "{count} знака",
    many: "{count} знаков",
    other: "{count} знака",
  },
  "answer.later": "Продолжить позже",
  "answer.send": {
    one: "Отправить",
    few: "Отправить {count} сообщениями",
    many: "Отправить {count} сообщениями",
    other: "Отправить {count} сообщениями",
  },
  "answer.conflict": "Этот ответ продолжили на другом устройстве",
  "answer.conflict_text": "Там написано:",
  "answer.conflict_sent": "Ничего: ответ уже отправлен или стёрт.",
  "answer.both": "Соединить",
  "answer.theirs": "Взять оттуда",
  "answer.mine": "Оставить здешний",
} as const satisfies Catalogue;

export type AnswerKey = keyof typeof answer;
