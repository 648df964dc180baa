"""What is said about one field of an account's form, by code, in every language."""

from typing import Final

from realtime.errors import FieldError
from realtime.texts import Language

FIELD_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "phone_invalid": {
        "ru": "Проверьте номер: на него нельзя отправить СМС.",
        "en": "Check the number: an SMS cannot be sent to it.",
    },
    "country_not_allowed": {
        "ru": "В эту страну мы пока не отправляем СМС.",
        "en": "We do not send SMS to this country yet.",
    },
    "conflict": {"ru": "Этот адрес уже занят.", "en": "This address is already taken."},
    "invalid_credentials": {"ru": "Неверный текущий пароль.", "en": "The current password is wrong."},
    "required": {"ru": "Заполните это поле.", "en": "Fill in this field."},
    "future_date": {"ru": "Эта дата ещё не наступила.", "en": "This date is in the future."},
}


def refused_field(field: str, code: str, language: Language) -> FieldError:
    """The complaint about `field`."""
    return FieldError(field=field, code=code, detail=FIELD_TEXTS[code][language])
