import type { Catalogue } from "../i18n";

export const inbox = {
  "inbox.unread": {
    one: "{count} непрочитанное",
    few: "{count} непрочитанных",
    many: "{count} непрочитанных",
    other: "{count} непрочитанных",
  },
  "inbox.own": "Вы: {text}",
  "inbox.typing": "печатает…",
  "inbox.recording": "записывает голосовое…",
  "inbox.no_messages": "Сообщений пока нет",
  "inbox.more": "Показать ещё",
  "inbox.search": "Найти по имени или сообщению",
  "inbox.nothing_found": "Ничего не нашлось",
  "inbox.nothing_found_hint": "Попробуйте другое слово или очистите поиск.",
  "inbox.clear": "Очистить поиск",
  "inbox.back": "К списку",
  "inbox.client": "Клиент",
  "inbox.guest": "Гость",
  "inbox.online": "в сети",
  "inbox.offline": "не в сети",
  "inbox.seen": "последний раз в сети: {when}",
  "inbox.waits": "ждёт {duration}",
  "inbox.left": "осталось {duration}",
  "inbox.until": "до {date}",
} as const satisfies Catalogue;

export type InboxKey = keyof typeof inbox;
