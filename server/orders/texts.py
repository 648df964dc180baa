"""Why an order, a promo code or a certificate is refused, by code, in every language."""

from typing import Final

from realtime.errors import FieldError
from realtime.texts import Language
from server.orders.contracts import RefusalOut

REFUSALS: Final[dict[str, dict[Language, str]]] = {
    "service_withdrawn": {
        "ru": "Эта услуга больше не продаётся. Выберите другую в каталоге.",
        "en": "This service is no longer on sale. Choose another one in the catalogue.",
    },
    "format_gone": {
        "ru": "В этом формате услугу больше не оказывают. Выберите другой.",
        "en": "The service is no longer given in this format. Choose another one.",
    },
    "astrologer_gone": {
        "ru": "Этот астролог сейчас не проводит такую консультацию. Выберите другого.",
        "en": "This astrologer does not give this consultation now. Choose another one.",
    },
    "astrologer_full": {
        "ru": "У этого астролога сейчас полная запись. Выберите другого или загляните позже.",
        "en": "This astrologer takes no new clients now. Choose another one or come back later.",
    },
    "everybody_full": {
        "ru": "Сейчас у всех астрологов полная запись на эту консультацию. Загляните позже.",
        "en": "Nobody takes new clients for this consultation now. Please come back later.",
    },
    "price_changed": {
        "ru": "Цена изменилась, пока вы заполняли заказ. Проверьте новую и подтвердите ещё раз.",
        "en": "The price has changed meanwhile. Check the new one and confirm once more.",
    },
    "phone_wrong": {"ru": "Проверьте номер телефона.", "en": "Check the phone number."},
    "promo_unknown": {
        "ru": "Такого промокода нет. Проверьте, как он написан.",
        "en": "There is no such promo code. Check how it is written.",
    },
    "promo_early": {"ru": "Этот промокод ещё не действует.", "en": "This promo code is not valid yet."},
    "promo_over": {"ru": "Срок действия промокода закончился.", "en": "This promo code has expired."},
    "promo_other_service": {
        "ru": "Этот промокод не подходит к выбранной услуге.",
        "en": "This promo code is not for this service.",
    },
    "promo_used_up": {
        "ru": "Этот промокод уже использован.",
        "en": "This promo code has been used up.",
    },
    "promo_used_by_you": {
        "ru": "Вы уже использовали этот промокод.",
        "en": "You have used this promo code already.",
    },
    "certificate_void": {
        "ru": "Этот сертификат отменён. Напишите в поддержку, если это неожиданно.",
        "en": "This certificate was cancelled. Ask support if that is a surprise.",
    },
    "certificate_unknown": {
        "ru": "Такого сертификата нет. Проверьте, как написан код.",
        "en": "There is no such certificate. Check how the code is written.",
    },
    "certificate_used": {
        "ru": "Этот сертификат уже активирован.",
        "en": "This certificate has been activated already.",
    },
    "certificate_yours": {
        "ru": "Вы уже активировали этот сертификат: консультация ждёт вас в «Моих услугах».",
        "en": "You have activated this certificate already: its consultation is among your services.",
    },
    "nothing_was_paid": {
        "ru": "За эту консультацию не платили: вернуть нечего.",
        "en": "Nothing was paid for this consultation: there is nothing to give back.",
    },
    "refunded": {"ru": "Деньги возвращены.", "en": "The money was given back."},
    "refund_under_way": {
        "ru": "Деньги уже возвращаются.",
        "en": "The money is on its way back already.",
    },
    "refund_of_extension": {
        "ru": "Продление возвращает только поддержка: напишите нам.",
        "en": "Only support gives back an extension: write to us.",
    },
    "refund_too_late": {
        "ru": "Срок, в который можно вернуть деньги самостоятельно, закончился.",
        "en": "The time in which you can return it yourself is over.",
    },
    "refund_begun": {
        "ru": "Консультация уже началась: в чате есть сообщения.",
        "en": "The consultation has begun: there are messages in its chat.",
    },
    "refund_exceeds": {
        "ru": "Столько вернуть нельзя: осталось меньше.",
        "en": "That is more than is left to give back.",
    },
    "certificate_over": {"ru": "Срок действия сертификата закончился.", "en": "This certificate has expired."},
}


def refusal(field: str, code: str, language: Language) -> FieldError:
    """The complaint about `field`."""
    return FieldError(field=field, code=code, detail=REFUSALS[code][language])


def explanation(code: str, language: Language) -> RefusalOut:
    """The same without a field: why something cannot be had."""
    return RefusalOut(code=code, detail=REFUSALS[code][language])
