import type { Catalogue } from "../i18n";

export const kit = {
  "kit.close": "Закрыть",
  "kit.cancel": "Отмена",
  "kit.retry": "Повторить",
  "kit.loading": "Загружаем…",
  "kit.first_name": "Имя",
  "kit.last_name": "Фамилия",
} as const satisfies Catalogue;

export type KitKey = keyof typeof kit;
