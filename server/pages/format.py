"""How a page writes money, dates, phone numbers and hours in its language."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import phonenumbers

from realtime.contracts import Money
from realtime.texts import Language
from server.pages.texts import Texts

NO_BREAK: Final = "\u00a0"
# The visitor's own zone is known to the browser alone; until the script has run, times are Moscow's.
PAGE_ZONE: Final = ZoneInfo("Europe/Moscow")


def money(price: Money, language: Language) -> str:
    """«9999 ₽», «12 500 ₽», «99,50 ₽»; “₽9999”. Four digits stand together, five and more are grouped by three."""
    roubles, kopecks = divmod(price.amount, 100)
    comma, group = (",", NO_BREAK) if language == "ru" else (".", ",")
    whole = f"{roubles:,}".replace(",", group) if roubles >= 10_000 else str(roubles)
    number = f"{whole}{comma}{kopecks:02d}" if kopecks else whole
    return f"{number}{NO_BREAK}₽" if language == "ru" else f"₽{number}"


def decimal(number: float, language: Language) -> str:
    """«4,9»; “4.9”."""
    return f"{number:.1f}".replace(".", "," if language == "ru" else ".")


def date(moment: datetime, texts: Texts) -> str:
    """«18 ноября 2026»; “18 November 2026”."""
    local = moment.astimezone(PAGE_ZONE)
    return f"{local.day}{NO_BREAK}{texts.text(f'months.m{local.month}')} {local.year}"


def moment_short(moment: datetime, now: datetime, texts: Texts) -> str:
    """«18:30» for today, «24 ноября» for later days."""
    local, today = moment.astimezone(PAGE_ZONE), now.astimezone(PAGE_ZONE)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    return f"{local.day}{NO_BREAK}{texts.text(f'months.m{local.month}')}"


def phone(number: str) -> str:
    """An E.164 number as people read it: «+7 495 000-00-00»; whatever cannot be read is left alone."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    shown: str = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown.replace(" ", NO_BREAK)


def weekdays(days: list[int], texts: Texts) -> str:
    """ISO weekdays as runs: «Пн–Пт», «Пн–Ср, Сб»."""
    runs: list[list[int]] = []
    for day in sorted(set(days)):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(_run(run, texts) for run in runs)


def _run(run: list[int], texts: Texts) -> str:
    first, last = (texts.text(f"weekdays.d{day}") for day in (run[0], run[-1]))
    if len(run) == 1:
        return first
    return f"{first}–{last}" if len(run) > 2 else f"{first}, {last}"
