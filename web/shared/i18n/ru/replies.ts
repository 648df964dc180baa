import type { Catalogue } from "../i18n";

export const replies = {
  "replies.name": "Готовые ответы",
  "replies.open": "Готовые ответы («/» в пустом поле)",
  "replies.search": "Найти ответ",
  "replies.found": {
    one: "{count} ответ",
    few: "{count} ответа",
    many: "{count} ответов",
    other: "{count} ответа",
  },
  "replies.nothing": "Такого ответа нет.",
  "replies.empty": "Готовых ответов пока нет",
  "replies.manage": "Написать или изменить…",
  "replies.about":
    "То, что приходится писать часто: приветствие, уточняющий вопрос, прощание. В разговоре ответ подставляется в поле, и его ещё можно поправить.",
  "replies.new": "Новый ответ",
  "replies.team": "Общий",
  "replies.change": "Изменить: {title}",
  "replies.remove": "Удалить: {title}",
  "replies.remove_sure": "Удалить?",
  "replies.title": "Название",
  "replies.folder": "Папка",
  "replies.text": "Текст",
  "replies.text_hint": "Вместо слов в фигурных скобках встанут имя, услуга и срок этого разговора.",
  "replies.client_name": "Имя клиента",
  "replies.service": "Услуга",
  "replies.astrologer_name": "Имя астролога",
  "replies.until": "Срок",
  "replies.share": "Показывать всем, кто отвечает вместе со мной",
  "replies.save": "Сохранить",
} as const satisfies Catalogue;

export type ReplyKey = keyof typeof replies;
