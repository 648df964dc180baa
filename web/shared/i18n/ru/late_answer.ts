import type { Catalogue } from "../i18n";

/** A consultation whose answer is due: until when, and what the client may choose when it is late. */
export const lateAnswer = {
  "late.due": "Ответ до {date}",
  "late.follow_up": "Вопросы принимаются до {date}",
  "late.overdue": "Ответ задерживается",
  "late.title": "Ответ задерживается. Как поступим?",
  "late.text": "Нам жаль, что вы ждёте дольше обещанного. Выберите, что вам удобнее:",
  "late.reassign": "Другой астролог",
  "late.reassign_hint": "Прочитает всё, что вы написали, и ответит в этом же чате",
  "late.extend": {
    one: "Подождать ещё {count} день",
    few: "Подождать ещё {count} дня",
    many: "Подождать ещё {count} дней",
    other: "Подождать ещё {count} дня",
  },
  "late.extend_hint": "На столько же дольше будет открыта консультация",
  "late.refund": "Вернуть деньги",
  "late.refund_hint": "На карту, с которой вы платили; консультация закроется",
  "late.refund_sure": "Вернуть деньги и закрыть консультацию?",
  "late.refund_yes": "Да, вернуть",
  "late.back": "Назад",
  "late.chosen": "Приняли ваш выбор и уже занимаемся этим.",
  "late.failed": "Не получилось отправить выбор. Попробуйте ещё раз.",
  "chat.system.consultation.reassigned": "Консультацию продолжит другой астролог: {name}",
  "chat.system.consultation.extended": "Консультация продлена",
  "chat.system.consultation.offered": "Ответ задерживается: можно выбрать, как поступить",
  "chat.system.consultation.partly_refunded": "Часть оплаты возвращена",
  "chat.system.consultation.extension_refunded": "Продление отменено, деньги за него возвращены",
  "chat.system.consultation.refunded": "Оплата возвращена",
  "chat.system.consultation.follow_up": "Консультация проведена. Ещё можно задать уточняющие вопросы",
  "chat.system.consultation.ends_in_days": "Консультация закончится через три дня",
  "chat.system.consultation.ends_in_day": "Консультация закончится через сутки",
} as const satisfies Catalogue;

export type LateAnswerKey = keyof typeof lateAnswer;
