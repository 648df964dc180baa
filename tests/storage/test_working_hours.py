"""Working hours: a week on the astrologer's own clock, whatever the clock does, and days that are otherwise."""

from datetime import UTC, datetime

import pytest

from storage.astrologers import Astrologer, Availability
from storage.ids import UserId, new_id
from storage.text import Text
from storage.working_hours import DayHours, WeekdayHours, WorkingHours


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def weekdays(opens: str, closes: str, timezone: str = "Europe/Moscow", *exceptions: DayHours) -> WorkingHours:
    week = [WeekdayHours(weekday=day, opens=opens, closes=closes) for day in range(1, 6)]
    return WorkingHours(timezone=timezone, week=week, exceptions=list(exceptions))


def test_work_begins_and_ends_on_the_minute_of_the_astrologers_clock() -> None:
    hours = weekdays("10:00", "18:00")
    assert [hours.open_at(at(f"2026-11-23T{one}")) for one in ("06:59", "07:00", "14:59", "15:00")] == [0, 1, 1, 0]
    assert hours.next_change(at("2026-11-23T08:00")) == at("2026-11-23T15:00")
    assert hours.next_change(at("2026-11-27T15:00")) == at("2026-11-30T07:00"), "over the week-end"


def test_the_hours_stay_where_the_clock_is_put_back() -> None:
    hours = weekdays("10:00", "18:00", "Europe/Berlin")
    assert hours.next_change(at("2026-10-23T17:00")) == at("2026-10-26T09:00")
    assert hours.next_change(at("2026-03-27T18:00")) == at("2026-03-30T08:00")


def test_a_named_day_is_as_it_is_named() -> None:
    off, short = DayHours(day="2026-11-24"), DayHours(day="2026-11-28", opens="12:00", closes="14:00")
    hours = weekdays("10:00", "18:00", "Europe/Moscow", off, short)
    assert hours.next_change(at("2026-11-23T16:00")) == at("2026-11-25T07:00")
    assert hours.open_at(at("2026-11-28T09:30")), "a Saturday"


def test_two_stretches_that_meet_at_midnight_are_one() -> None:
    evening = WeekdayHours(weekday=1, opens="20:00", closes="00:00")
    night = WeekdayHours(weekday=2, opens="00:00", closes="03:00")
    hours = WorkingHours(timezone="UTC", week=[night, evening])
    assert hours.open_at(at("2026-11-23T23:59"))
    assert hours.next_change(at("2026-11-23T21:00")) == at("2026-11-24T03:00")


def test_who_names_no_day_has_no_return() -> None:
    hours = WorkingHours(timezone="UTC", week=[])
    assert not hours.open_at(at("2026-11-23T12:00"))
    assert hours.next_change(at("2026-11-23T12:00")) is None


A_MONDAY_NOON = at("2026-11-23T09:00")
A_MONDAY_NIGHT = at("2026-11-23T20:00")
TUESDAY_MORNING = at("2026-11-24T07:00")


@pytest.mark.parametrize(
    ("state", "until", "now", "seen", "changes"),
    [
        ("available", None, A_MONDAY_NOON, ("available", None), at("2026-11-23T15:00")),
        ("available", None, A_MONDAY_NIGHT, ("away", TUESDAY_MORNING), TUESDAY_MORNING),
        ("available", at("2026-11-23T22:00"), A_MONDAY_NIGHT, ("available", None), at("2026-11-23T22:00")),
        ("busy", at("2026-11-23T10:00"), A_MONDAY_NOON, ("busy", at("2026-11-23T10:00")), at("2026-11-23T10:00")),
        ("away", at("2026-11-23T18:00"), A_MONDAY_NOON, ("away", TUESDAY_MORNING), at("2026-11-23T18:00")),
        ("away", None, A_MONDAY_NOON, ("away", None), None),
        ("away", at("2026-11-23T08:00"), A_MONDAY_NOON, ("available", None), at("2026-11-23T15:00")),
    ],
)
def test_the_astrologers_word_goes_before_the_hours_while_it_holds(
    state: str, until: datetime | None, now: datetime, seen: tuple[str, datetime | None], changes: datetime | None
) -> None:
    nothing = Text(ru="", en="")
    page = Astrologer.model_construct(
        user_id=UserId(new_id()),
        name=nothing,
        availability_state=Availability(state),
        availability_until=until,
        working=weekdays("10:00", "18:00"),
    )
    assert page.availability(now) == seen
    assert page.next_availability_at(now) == changes
