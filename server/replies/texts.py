"""Why a reply is refused, by code, in every language."""

from typing import Final

from realtime.errors import Conflict, FieldError
from realtime.texts import Language

REFUSALS: Final[dict[str, dict[Language, str]]] = {
    "too_many_replies": {
        "ru": "Готовых ответов уже 500. Удалите те, которыми не пользуетесь.",
        "en": "There are 500 canned replies already. Delete those you do not use.",
    },
}


def refused(code: str, language: Language) -> Conflict:
    """`conflict`, with the reason at the field `reply`."""
    return Conflict(code, errors=[FieldError(field="reply", code=code, detail=REFUSALS[code][language])])
