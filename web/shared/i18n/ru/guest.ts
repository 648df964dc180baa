import type { Catalogue } from "../i18n";

export const guest = {
  "guest.introduce": "Представьтесь, пожалуйста",
  "guest.name": "Имя",
  "guest.phone": "Телефон",
  "guest.name_missing": "Напишите, как к вам обращаться",
  "guest.phone_missing": "Проверьте номер: в нём не хватает цифр",
  "guest.continue": "Продолжить",
  "guest.consent": "Нажимая «Продолжить», вы соглашаетесь с",
  "guest.privacy": "Политикой конфиденциальности",
  "guest.ended": "Прошлый разговор закрыт на этом устройстве. Чтобы написать снова, представьтесь ещё раз.",
  "guest.question": "Ваш вопрос",
  "guest.question_hint":
    "Можно сразу описать всё, что важно. Ответ придёт в этот чат: вернитесь сюда или войдите на сайт с этим номером.",
  "guest.offline": "Нет связи. Отправим сами, как только она появится; закрывать страницу не нужно.",
} as const satisfies Catalogue;

export type GuestKey = keyof typeof guest;
