import type { Catalogue } from "../i18n";

export const phone = {
  "phone.country": "Страна",
  "phone.search": "Найти страну или код",
  "phone.none": "Такой страны нет в списке",
} as const satisfies Catalogue;

export type PhoneKey = keyof typeof phone;
