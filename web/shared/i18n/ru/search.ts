import type { Catalogue } from "../i18n";

export const search = {
  "search.open": "Найти в разговоре",
  "search.close": "Закрыть поиск",
  "search.field": "Найти в разговоре",
  "search.hint": "Введите слово в любой форме или точную фразу в кавычках.",
  "search.searching": "Ищем…",
  "search.nothing": "Ничего не нашлось",
  "search.nothing_hint": "Попробуйте другое слово или уберите кавычки.",
  "search.failed": "Поиск не удался.",
  "search.more": "Показать ещё",
  "search.messages": "Сообщения",
  "search.results": "Найденные сообщения",
  "search.previous": "Предыдущее найденное",
  "search.next": "Следующее найденное",
  "search.place": "{at} из {count}",
  "search.list": "Показать список найденного",
  "search.found": {
    one: "Найдено {count} сообщение",
    few: "Найдено {count} сообщения",
    many: "Найдено {count} сообщений",
    other: "Найдено {count} сообщения",
  },
  "search.found_more": "Найдено больше {count} сообщений",
  "search.said": "{name}: ",
} as const satisfies Catalogue;

export type SearchKey = keyof typeof search;
