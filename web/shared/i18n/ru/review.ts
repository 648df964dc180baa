import type { Catalogue } from "../i18n";
import { stars } from "./stars";

export const review = {
  "review.ask": "Как прошла консультация?",
  ...stars,
  "review.text": "Расскажите подробнее, если хотите",
  "review.text_hint": "На странице астролога будут видны ваше имя, оценка и этот текст.",
  "review.left": {
    one: "Остался {count} знак",
    few: "Осталось {count} знака",
    many: "Осталось {count} знаков",
    other: "Осталось {count} знака",
  },
  "review.send": "Отправить отзыв",
  "review.save": "Сохранить",
  "review.stars_missing": "Выберите оценку.",
  "review.kept": "Написанное сохранено на этом устройстве.",
  "review.thanks": "Спасибо за отзыв!",
  "review.yours": "Ваш отзыв",
  "review.change": "Изменить",
  "review.changeable": "Можно изменить до {date}",
  "review.of_client": "Отзыв клиента",
  "review.failed": "Отзыв не загрузился.",
} as const satisfies Catalogue;

export type ReviewKey = keyof typeof review;
