import type { Catalogue } from "../i18n";

export const card = {
  "card.title": "Клиент",
  "card.open": "Карточка клиента",
  "card.close": "Закрыть карточку клиента",
  "card.birth": "Рождение",
  "card.no_birth": "Данные рождения не указаны.",
  "card.chart": "Натальная карта",
  "card.body": "Планета",
  "card.degree": "Градус",
  "card.house": "Дом",
  "card.retrograde": "ретроградно",
  "card.transits": "Транзиты на месяц",
  "card.no_transits": "Точных аспектов в ближайший месяц нет.",
  "card.all_transits": {
    one: "Показать все: {count}",
    few: "Показать все: {count}",
    many: "Показать все: {count}",
    other: "Показать все: {count}",
  },
  "card.notes": "Мои заметки",
  "card.notes_text": "Заметки",
  "card.notes_hint": "Кроме вас, их никто не видит.",
  "card.tags": "Метки через запятую",
  "card.saved": "Сохранено",
  "card.saving": "Сохраняем…",
  "card.not_saved": "Не сохранено.",
  "card.joined": "Заметки изменили на другом устройстве. Здесь теперь оба текста: проверьте и сохраните.",
  "card.save": "Сохранить",
  "card.consultations": "Консультации со мной",
  "card.this_one": "открыта здесь",
  "card.active": "идёт",
} as const satisfies Catalogue;

export type CardKey = keyof typeof card;
