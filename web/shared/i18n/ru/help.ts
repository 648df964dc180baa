import type { Catalogue } from "../i18n";

/** A visitor is asked how support was, or told that the chat is closed. */
export const help = {
  "help.rate": "Вопрос решён. Как мы ответили?",
  "help.words": "Что можно было сделать лучше",
  "help.send": "Отправить оценку",
  "help.later": "Не сейчас",
  "help.thanks": "Спасибо за оценку!",
  "help.change": "Изменить",
  "help.failed": "Оценка не отправилась. Проверьте интернет и попробуйте ещё раз.",
  "help.blocked": "Этот чат закрыт",
  "help.blocked_text": "Сотрудники поддержки закрыли чат. Если это ошибка, напишите нам на почту:",
} as const satisfies Catalogue;

export type HelpKey = keyof typeof help;
