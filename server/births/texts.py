"""Why a birth is refused, by code, in every language."""

from typing import Final

from realtime.errors import Conflict, FieldError
from realtime.texts import Language

_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "birth_fixed": {
        "ru": "Астролог уже начал работу: данные рождения изменить нельзя. Напишите об ошибке прямо в чат.",
        "en": "The astrologer has begun, so the birth data are fixed. Write about a mistake here in the chat.",
    },
    "birth_not_asked": {
        "ru": "Для этой консультации данные рождения не нужны.",
        "en": "This consultation needs no birth data.",
    },
}


def refused(code: str, language: Language) -> Conflict:
    """`conflict`, with the reason at the field `birth`."""
    return Conflict(code, errors=[FieldError(field="birth", code=code, detail=_TEXTS[code][language])])
