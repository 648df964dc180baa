"""How pages write numbers, dates and hours."""

from datetime import UTC, datetime

import pytest

from realtime.contracts import Money
from server.pages import format as written
from server.pages.renderer import Renderer, json_block

RUSSIAN = Renderer().texts("ru")
ENGLISH = Renderer().texts("en")


@pytest.mark.parametrize(
    ("kopecks", "russian", "english"),
    [
        (999_900, "9999 ₽", "₽9999"),
        (1_250_000, "12 500 ₽", "₽12,500"),
        (9_950, "99,50 ₽", "₽99.50"),
        (199_920, "1999,20 ₽", "₽1999.20"),
    ],
)
def test_money_reads_as_people_write_it(kopecks: int, russian: str, english: str) -> None:
    assert written.money(Money(amount=kopecks), "ru").replace("\u00a0", " ") == russian
    assert written.money(Money(amount=kopecks), "en") == english


def test_dates_are_those_of_the_calendar_on_the_wall() -> None:
    late = datetime(2026, 11, 17, 22, 30, tzinfo=UTC)
    assert written.date(late, RUSSIAN).replace("\u00a0", " ") == "18 ноября 2026"
    assert written.date(late, ENGLISH).replace("\u00a0", " ") == "18 November 2026"


def test_return_is_a_time_today_and_a_day_later() -> None:
    now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert written.moment_short(datetime(2026, 11, 22, 15, 30, tzinfo=UTC), now, RUSSIAN) == "18:30"
    assert written.moment_short(datetime(2026, 11, 24, 7, 0, tzinfo=UTC), now, RUSSIAN) == "24\u00a0ноября"


@pytest.mark.parametrize(
    ("days", "text"), [([1, 2, 3, 4, 5], "Пн–Пт"), ([1, 2, 3, 6], "Пн–Ср, Сб"), ([6, 7], "Сб, Вс"), ([3], "Ср")]
)
def test_weekdays_are_written_as_runs(days: list[int], text: str) -> None:
    assert written.weekdays(days, RUSSIAN) == text


def test_phone_is_grouped_and_what_is_no_phone_is_left_alone() -> None:
    assert written.phone("+74950000000").replace("\u00a0", " ") == "+7 495 000-00-00"
    assert written.phone("ask at the door") == "ask at the door"


def test_data_block_cannot_be_ended_from_inside() -> None:
    block = str(json_block({"name": "</script><!--&"}))
    assert "<" not in block
    assert "&" not in block
