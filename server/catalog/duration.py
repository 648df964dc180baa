"""Durations in words, with the plurals of each language."""

from realtime.texts import Language

WORDS: dict[Language, dict[str, tuple[str, ...]]] = {
    "ru": {"month": ("месяц", "месяца", "месяцев"), "day": ("день", "дня", "дней")},
    "en": {"month": ("month", "months"), "day": ("day", "days")},
}


def duration_text(months: int, days: int, language: Language) -> str:
    """«6 месяцев», «21 день», “1 month 5 days”; parts that are zero are left out."""
    parts = [(months, "month"), (days, "day")]
    return " ".join(f"{number} {_word(number, unit, language)}" for number, unit in parts if number)


def _word(number: int, unit: str, language: Language) -> str:
    forms = WORDS[language][unit]
    if language == "en":
        return forms[number != 1]
    if number % 10 == 1 and number % 100 != 11:
        return forms[0]
    few = 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14
    return forms[1] if few else forms[2]
