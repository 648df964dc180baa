"""When somebody who answers clients is there: a week of hours in their own time zone, and days that are otherwise."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

AHEAD_DAYS: Final = 62
"""So far is looked for the next opening: whoever is gone for longer names no day of coming back."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WeekdayHours(_Part):
    """From `opens` to `closes` on an ISO weekday (1 is Monday). A wall clock's times; `00:00` closes at midnight."""

    weekday: int = Field(ge=1, le=7)
    opens: str
    closes: str


class DayHours(_Part):
    """What holds on one day (ISO 8601) in the place of the week's hours; without times nobody is there."""

    day: str
    opens: str | None = None
    closes: str | None = None


class WorkingHours(_Part):
    """Hours of a week, several a day if need be, and exceptions. `timezone` is an IANA name."""

    timezone: str
    week: list[WeekdayHours]
    exceptions: list[DayHours] = Field(default_factory=list)

    def open_at(self, now: datetime) -> bool:
        """Whether these are working hours; the closing minute itself is not."""
        today = self._day_of(now)
        return any(start <= now < end for start, end in self._spans(today))

    def next_change(self, now: datetime, *, within_days: int = AHEAD_DAYS) -> datetime | None:
        """When work begins or ends next, in UTC; None where it does neither within these days."""
        is_open = self.open_at(now)
        first = self._day_of(now)
        for days in range(within_days):
            for start, end in self._spans(first + timedelta(days=days)):
                moment = end if is_open else start
                # A span that begins where the last one ends is the same work.
                if moment > now and self.open_at(moment) is not is_open:
                    return moment
        return None

    def opening_from(self, moment: datetime) -> datetime | None:
        """`moment` where somebody is there then, else when work begins after it."""
        return moment if self.open_at(moment) else self.next_change(moment)

    def _day_of(self, moment: datetime) -> date:
        return moment.astimezone(_zone(self.timezone)).date()

    def _spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The working time that begins on this day, in UTC, in order."""
        zone = _zone(self.timezone)
        for opens, closes in sorted(self._hours(day)):
            until = day if closes > opens else day + timedelta(days=1)
            start = datetime.combine(day, time.fromisoformat(opens), zone)
            end = datetime.combine(until, time.fromisoformat(closes), zone)
            yield start.astimezone(UTC), end.astimezone(UTC)

    def _hours(self, day: date) -> list[tuple[str, str]]:
        named = [one for one in self.exceptions if one.day == day.isoformat()]
        if named:
            return [(one.opens, one.closes) for one in named if one.opens is not None and one.closes is not None]
        return [(one.opens, one.closes) for one in self.week if one.weekday == day.isoweekday()]


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
