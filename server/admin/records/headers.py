"""The titles of columns in files."""

from collections.abc import Mapping, Sequence
from typing import Final

from realtime.texts import Language

HEADERS: Final[Mapping[str, Mapping[Language, Sequence[str]]]] = {
    "orders": {
        "ru": (
            "Номер",
            "Оформлен",
            "Состояние",
            "Услуга",
            "Формат",
            "Астролог",
            "Покупатель",
            "Клиент",
            "Сумма, ₽",
            "Продлевает",
        ),
        "en": (
            "Number",
            "Placed",
            "State",
            "Service",
            "Format",
            "Astrologer",
            "Buyer",
            "Client",
            "Total, RUB",
            "Extends",
        ),
    },
    "promo-codes": {
        "ru": (
            "Промокод",
            "Процент",
            "Скидка, ₽",
            "Услуги",
            "Действует с",
            "Действует до",
            "Сколько раз",
            "Использован",
            "Серия",
        ),
        "en": ("Promo code", "Percent", "Discount, RUB", "Services", "From", "Until", "Limit", "Uses", "Series"),
    },
    "audit": {
        "ru": (
            "Когда",
            "Кто",
            "Кто (номер)",
            "Роль",
            "Действие",
            "С чем",
            "Чьи данные",
            "Чьи данные (номер)",
            "Подробности",
        ),
        "en": ("At", "Who", "Who (id)", "Role", "Action", "Subject", "Whose data", "Whose data (id)", "Details"),
    },
}
