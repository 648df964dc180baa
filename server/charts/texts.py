"""What is said about birth data that a chart cannot be made of, and what the letter with a chart says."""

from typing import Final

from realtime.errors import Choice, FieldError
from realtime.texts import Language
from server.charts.birth import Reading, UnclearTime
from server.notifications.texts import Letter

FIELD_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "birth_missing": {
        "ru": "Укажите дату и место рождения в профиле.",
        "en": "Fill in your date and place of birth in the profile.",
    },
    "place_missing": {
        "ru": "Укажите место рождения в профиле: без него карту не построить.",
        "en": "Fill in your place of birth in the profile: there is no chart without it.",
    },
    "time_ambiguous": {
        "ru": "В этот день часы переводили назад, и это время наступало дважды. Выберите, какое верно.",
        "en": "Clocks were put back that day and this time came twice. Choose which one is right.",
    },
    "time_skipped": {
        "ru": "В этот день часы перевели вперёд, и такого времени не было. Выберите, что имелось в виду.",
        "en": "Clocks were put forward that day and this time never came. Choose what was meant.",
    },
}
_READINGS: Final[dict[Language, tuple[str, str]]] = {
    "ru": ("{time}, до перевода часов (UTC{offset})", "{time}, после перевода часов (UTC{offset})"),
    "en": ("{time}, before the clocks changed (UTC{offset})", "{time}, after the clocks changed (UTC{offset})"),
}
FILE_NAME: Final = "astars-natal-chart.pdf"
_LETTERS: Final[dict[Language, Letter]] = {
    "ru": Letter(
        "Astars: ваша натальная карта",
        """Здравствуйте!

Во вложении — натальная карта, которую вы попросили прислать из личного кабинета Astars.

Если вы её не запрашивали, просто удалите это письмо.

Astars
""",
    ),
    "en": Letter(
        "Astars: your natal chart",
        """Hello!

Attached is the natal chart that was asked for in a personal cabinet of Astars.

If it was not you who asked, simply delete this letter.

Astars
""",
    ),
}


def chart_letter(language: Language) -> Letter:
    """The letter that a chart is attached to."""
    return _LETTERS[language]


def missing(field: str, code: str, language: Language) -> FieldError:
    """The complaint about birth data that are not there."""
    return FieldError(field=field, code=code, detail=FIELD_TEXTS[code][language])


def unclear(error: UnclearTime, language: Language) -> FieldError:
    """The question which time is meant; each choice says what to change of the birth data."""
    code = f"time_{error.kind}"
    choices = tuple(
        Choice(detail=_said(reading, order, language), value={"time": f"{reading.time:%H:%M}", "fold": reading.fold})
        for order, reading in enumerate(error.readings)
    )
    return FieldError(field="birth.time", code=code, detail=FIELD_TEXTS[code][language], choices=choices)


def _said(reading: Reading, order: int, language: Language) -> str:
    hours, rest = divmod(abs(reading.utc_offset_seconds), 3600)
    sign = "−" if reading.utc_offset_seconds < 0 else "+"
    offset = f"{sign}{hours}:{rest // 60:02d}"
    return _READINGS[language][min(order, 1)].format(time=f"{reading.time:%H:%M}", offset=offset)
