"""Forms of the back office, filled in."""

from collections.abc import Mapping
from typing import Any, Final

Form = Mapping[str, Any]


def both(ru: str, en: str | None = None) -> dict[str, str]:
    """The words in both languages."""
    return {"ru": ru, "en": en or "In English"}


SERVICE_FORM: Final[dict[str, Any]] = {
    "title": both("Ядро личности", "Core of personality"),
    "summary": both("О главном"),
    "description": both("# Что внутри\n\nРазбор **карты**."),
    "learn": [both("Свои сильные стороны"), both("Свои задачи")],
    "price": {"amount": 249_900, "currency": "RUB"},
    "validity": {"months": 1, "days": 0},
    "formats": [{"format": "written", "title": both("Письменно"), "description": both("Ответ текстом")}],
    "related": [],
    "illustration": "art/services/natal-chart.svg",
    "featured": False,
    "grants_chart": False,
    "birth_of": "client",
    "hidden": False,
}
SUPPORT_FORM: Final[dict[str, Any]] = {
    "hours": {
        "weekdays": [1, 2, 3, 4, 5],
        "opens": "09:00",
        "closes": "18:00",
        "timezone": "Europe/Moscow",
        "exceptions": [{"date": "2027-01-01"}, {"date": "2027-01-09", "opens": "10:00", "closes": "14:00"}],
    },
    "assignment": {"is_on": False, "chats_per_person": 5, "release_after_minutes": 5},
    "replies": {"greeting": None, "away": None, "busy": None, "busy_after_minutes": 5},
    "reopen_days": 7,
}
ASTROLOGER_FORM: Final[dict[str, Any]] = {
    "name": both("Вера", "Vera"),
    "bio": both("Астролог"),
    "about": both("Двадцать лет **практики**."),
    "education": [both("Школа астрологии")],
    "directions": [both("Отношения")],
    "services": [],
    "languages": ["ru"],
    "hidden": False,
}
QUESTION_FORM: Final[dict[str, Any]] = {"question": both("Как это работает?"), "answer": both("Просто **спросите**.")}
ARTICLE_FORM: Final[dict[str, Any]] = {
    "title": both("О Луне", "On the Moon"),
    "summary": both("Коротко о Луне"),
    "body": both("Луна **растёт**."),
    "author": both("Вера"),
    "astrologer": None,
    "published_at": "2026-01-02T03:04:05.678Z",
}
LEGAL_FORM: Final[dict[str, Any]] = {
    "group": "partners",
    "title": both("Правила розыгрыша", "Rules of the draw"),
    "body": both("# Кто участвует\n\nВсе клиенты {legal_name}.\n\nПриз один.", "Every client of {legal_name}."),
    "effective_at": None,
}
PROMO_FORM: Final[dict[str, Any]] = {
    "percent": 20,
    "amount": None,
    "services": [],
    "starts_at": None,
    "ends_at": None,
    "uses_limit": None,
    "uses_each": None,
}
