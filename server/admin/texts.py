"""What is said about one field of a form of the back office, by code, in every language."""

from typing import Final

from realtime.errors import FieldError
from realtime.texts import Language

FIELD_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "taken": {"ru": "Уже занято.", "en": "This is already taken."},
    "unknown_service": {"ru": "Такой услуги нет.", "en": "There is no such service."},
    "unknown_astrologer": {"ru": "Такого астролога нет.", "en": "There is no such astrologer."},
    "in_past": {
        "ru": "Это время уже прошло: задним числом ничего не меняется.",
        "en": "This moment has passed: nothing is changed backwards.",
    },
    "takes_effect_now": {
        "ru": "Эта редакция вступает в силу через несколько минут, её уже не изменить. Попробуйте чуть позже.",
        "en": "This version takes effect within minutes and can be changed no more. Try a little later.",
    },
    "unknown_fact": {
        "ru": "В фигурных скобках названо поле, которого нет среди реквизитов организации.",
        "en": "What stands in braces is no detail of the organisation.",
    },
    "before_beginning": {"ru": "Конец раньше начала.", "en": "This is before the beginning."},
    "discount_kind": {
        "ru": "Укажите одно из двух: проценты или сумму.",
        "en": "Give one of the two: a percentage or an amount.",
    },
    "used_already": {
        "ru": "По коду уже есть заказы, это менять нельзя. Закончите его и создайте новый.",
        "en": "There are orders with this code, so this stays. End it and make a new one.",
    },
    "below_used": {
        "ru": "Код уже применили больше раз.",
        "en": "The code has been used more often than that.",
    },
    "related_to_itself": {
        "ru": "Услуга не дополняет сама себя.",
        "en": "A service does not go with itself.",
    },
    "other_role": {
        "ru": "Это учётная запись с другой ролью. Сначала сделайте её астрологом.",
        "en": "This account has another role. Make it an astrologer first.",
    },
    "oneself": {
        "ru": "Свою роль и доступ меняет другой администратор.",
        "en": "Another administrator changes your own role and access.",
    },
    "has_standing": {
        "ru": "Человек с этой почтой уже в команде с другой ролью или заблокирован. Измените это в его карточке.",
        "en": "Somebody with this address has another role in the team, or is blocked. Change that on their card.",
    },
    "has_page": {"ru": "У этой учётной записи уже есть страница.", "en": "This account has a page already."},
}


def refused_field(field: str, code: str, language: Language) -> FieldError:
    """The complaint about `field`."""
    return FieldError(field=field, code=code, detail=FIELD_TEXTS[code][language])
