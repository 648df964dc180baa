"""Small rules of the catalogue that need no server."""

from datetime import UTC, datetime

import pytest

from realtime.texts import Language
from server.catalog.duration import duration_text
from storage.promo_codes import PromoCode, normalised
from storage.services import Validity


@pytest.mark.parametrize(
    ("months", "days", "language", "text"),
    [
        (1, 0, "ru", "1 месяц"),
        (2, 0, "ru", "2 месяца"),
        (6, 0, "ru", "6 месяцев"),
        (12, 0, "ru", "12 месяцев"),
        (21, 0, "ru", "21 месяц"),
        (0, 35, "ru", "35 дней"),
        (0, 11, "ru", "11 дней"),
        (1, 2, "ru", "1 месяц 2 дня"),
        (1, 1, "en", "1 month 1 day"),
        (6, 0, "en", "6 months"),
    ],
)
def test_durations_have_the_plurals_of_their_language(months: int, days: int, language: Language, text: str) -> None:
    assert duration_text(months, days, language) == text


@pytest.mark.parametrize(
    ("validity", "end"),
    [
        (Validity(months=6), datetime(2027, 2, 28, 10, tzinfo=UTC)),
        (Validity(days=35), datetime(2026, 10, 5, 10, tzinfo=UTC)),
        (Validity(months=4, days=1), datetime(2027, 1, 1, 10, tzinfo=UTC)),
    ],
)
def test_validity_ends_on_the_same_day_of_the_month_or_its_last(validity: Validity, end: datetime) -> None:
    assert validity.until(datetime(2026, 8, 31, 10, tzinfo=UTC)) == end


def test_promo_code_applies_within_its_time_and_services() -> None:
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
    code = PromoCode.model_construct(code="A", percent=20, services=["natal-chart"], starts_at=start, ends_at=end)
    assert code.applies("natal-chart", start)
    assert not code.applies("natal-chart", end)
    assert not code.applies("purpose", start)
    assert code.discount(999_900) == 199_980
    assert normalised(" stars 20\n") == "STARS20"
