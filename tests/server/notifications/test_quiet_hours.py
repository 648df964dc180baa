"""Quiet hours by the clock on the wall: over midnight, and when the clocks change."""

from datetime import UTC, datetime

import pytest

from storage.reach import Quiet


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("begins", "ends", "zone", "now", "until"),
    [
        ("22:00", "08:00", "Europe/Moscow", "2026-11-23T18:59", None),
        ("22:00", "08:00", "Europe/Moscow", "2026-11-23T19:00", "2026-11-24T05:00"),
        ("22:00", "08:00", "Europe/Moscow", "2026-11-24T04:59", "2026-11-24T05:00"),
        ("22:00", "08:00", "Europe/Moscow", "2026-11-24T05:00", None),
        ("13:00", "14:30", "Europe/Moscow", "2026-11-24T10:15", "2026-11-24T11:30"),
        ("13:00", "14:30", "Europe/Moscow", "2026-11-24T09:59", None),
        ("08:00", "08:00", "Europe/Moscow", "2026-11-24T05:00", None),
        # The night of the change has nine or eleven hours; its end is eight o'clock all the same.
        ("22:00", "08:00", "Europe/Berlin", "2026-10-24T21:00", "2026-10-25T07:00"),
        ("22:00", "08:00", "Europe/Berlin", "2026-03-28T22:00", "2026-03-29T06:00"),
        # Half past two comes twice in October: within the second one the end is the second one.
        ("22:00", "02:30", "Europe/Berlin", "2026-10-25T00:10", "2026-10-25T00:30"),
        ("22:00", "02:30", "Europe/Berlin", "2026-10-25T01:10", "2026-10-25T01:30"),
        # And never in March: the quiet hours end where it would have been.
        ("22:00", "02:30", "Europe/Berlin", "2026-03-29T00:59", "2026-03-29T01:30"),
    ],
)
def test_quiet_hours_end_at_the_clock_on_the_wall(
    begins: str, ends: str, zone: str, now: str, until: str | None
) -> None:
    quiet = Quiet(begins=begins, ends=ends, timezone=zone)
    assert quiet.until(at(now)) == (at(until) if until else None)
