import type { Catalogue } from "../i18n";

export const checkout = {
  "checkout.title": "Оформление заказа",
  "checkout.close": "Закрыть",
  "checkout.phone": "Номер телефона",
  "checkout.format": "Формат консультации",
  "checkout.astrologer": "Астролог",
  "checkout.any_astrologer": "Кто освободится раньше",
  "checkout.returns": "{name} — вернётся {when}",
  "checkout.full": "{name} — полная запись",
  "checkout.promo": "Промокод",
  "checkout.apply": "Применить",
  "checkout.discount": "Скидка {discount}",
  "checkout.total": "К оплате",
  "checkout.old_price": "Прежняя цена",
  "checkout.confirm": "Подтвердить",
  "checkout.consent_before":
    "Я соглашаюсь на обработку моих персональных данных, в соответствии с Федеральным законом от 27.07.2006 года №152-ФЗ «О персональных данных», на условиях и для целей, определенных в ",
  "checkout.consent_policy": "Политике конфиденциальности",
  "checkout.consent_and": " и ",
  "checkout.consent_offer": "Оферты",
  "checkout.consent_missing": "Отметьте согласие, чтобы продолжить.",
  "checkout.name_missing": "Введите имя.",
  "checkout.phone_incomplete": "Введите номер полностью.",
  "checkout.sign_in": "Войдите, чтобы оформить заказ",
  "checkout.sign_in_why":
    "Консультация и переписка будут ждать вас в личном кабинете. Всё, что вы заполнили, сохранится.",
  "checkout.back": "Вернуться к заказу",
  "checkout.signed_in": "Вы вошли. Проверьте заказ и подтвердите его.",
  "checkout.paying": "Переходим к оплате…",
  "checkout.payment_note": "Дальше откроется страница оплаты картой.",
  "checkout.gone": "Эта услуга больше не продаётся",
  "checkout.to_catalogue": "Перейти в каталог",
  "checkout.once": "Подтвердите ещё раз: заказ не оформится дважды.",
  "checkout.repriced": "Цена изменилась",
  "checkout.repriced_text": "Теперь {price}. Подтвердите ещё раз, если она подходит.",
  "checkout.slow": "Банк отвечает дольше обычного. Подождите немного, окно не закрывайте.",
  "checkout.free_note": "Платить не нужно: консультация откроется сразу.",
  "checkout.loading": "Загружаем…",
  "checkout.validity": "Срок действия: {validity}",
} as const satisfies Catalogue;

export type CheckoutKey = keyof typeof checkout;
