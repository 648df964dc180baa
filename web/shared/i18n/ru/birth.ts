import type { Catalogue } from "../i18n";

export const birth = {
  "birth.title": "Данные рождения",
  "birth.ask": "Астрологу нужны дата, время и место рождения, чтобы подготовить ответ.",
  "birth.none": "Данные рождения не указаны. Напишите их астрологу в чат.",
  "birth.waiting": "Клиент ещё не указал данные рождения.",
  "birth.give": "Указать",
  "birth.change": "Изменить",
  "birth.fixed": "Астролог начал работу, данные больше не меняются.",
  "birth.client": "Клиент",
  "birth.time_unknown": "время неизвестно",
  "birth.chart": "Натальная карта",
  "birth.chart_of": "Натальная карта: {name}",
  "birth.chart_download": "Скачать PDF",
  "birth.whose": "О ком консультация?",
  "birth.mine": "Обо мне",
  "birth.others": "О другом человеке",
  "birth.name": "Имя этого человека",
  "birth.until": "Изменить данные можно, пока астролог не начал отвечать.",
  "birth.kept": "Они сохранятся и в вашем профиле.",
  "birth.which": "Уточните время рождения",
  "birth.time_required": "Введите время или отметьте, что не знаете его.",
  "birth.save": "Передать астрологу",
  "birth.saved": "Данные рождения переданы астрологу",
  "birth.give_card": "Указать данные рождения",
  "birth.missing_card": "Астролог ждёт данные рождения",
} as const satisfies Catalogue;

export type BirthKey = keyof typeof birth;
