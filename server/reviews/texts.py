"""Why a review is refused, by code, in every language."""

from typing import Final

from realtime.errors import Conflict, FieldError
from realtime.texts import Language

REFUSALS: Final[dict[str, dict[Language, str]]] = {
    "review_too_early": {
        "ru": "Отзыв можно оставить, когда консультация завершится.",
        "en": "You can leave a review when the consultation is over.",
    },
    "review_too_late": {
        "ru": "Отзыв можно изменить в течение 14 дней. Этот срок прошёл.",
        "en": "A review can be changed for 14 days. That time has passed.",
    },
    "review_withdrawn": {
        "ru": "Оплата за эту консультацию возвращена, отзыв о ней оставить нельзя.",
        "en": "This consultation was refunded, so it cannot be reviewed.",
    },
}


def refused(code: str, language: Language) -> Conflict:
    """`conflict`, with the reason at the field `review`."""
    return Conflict(code, errors=[FieldError(field="review", code=code, detail=REFUSALS[code][language])])
