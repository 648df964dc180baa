"""The rules of the help chat: when people answer, how chats find somebody, what the product says by itself."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from storage.text import Text
from storage.working_hours import DayHours, WeekdayHours, WorkingHours

LOOKED_AHEAD_DAYS: Final = 400
MIDNIGHT: Final = "24:00"
"""When a day closes that is open to its end."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HoursException(_Part):
    """A day with hours of its own; with neither time nobody answers all day. `date` is ISO 8601."""

    date: str
    opens: str | None = None
    closes: str | None = None


class SupportHours(_Part):
    """When people answer. `weekdays` are ISO: 1 is Monday. Times are wall-clock times in `timezone`."""

    weekdays: list[int]
    opens: str
    closes: str
    timezone: str
    exceptions: list[HoursException] = Field(default_factory=list)

    def open_at(self, now: datetime) -> bool:
        """Whether somebody answers at `now`; the closing minute itself is closed."""
        return self._working.open_at(now)

    def next_opening(self, now: datetime) -> datetime | None:
        """When somebody answers next, in UTC; None while open, and when nobody does for more than a year."""
        working = self._working
        return None if working.open_at(now) else working.next_change(now, within_days=LOOKED_AHEAD_DAYS)

    def today_since(self, now: datetime) -> datetime:
        """When the day of `now` began here, in UTC."""
        zone = ZoneInfo(self.timezone)
        return datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)

    @property
    def _working(self) -> WorkingHours:
        """The same in the form that answers every question about hours."""
        return WorkingHours(
            timezone=self.timezone,
            week=[WeekdayHours(weekday=day, opens=self.opens, closes=_closing(self.closes)) for day in self.weekdays],
            exceptions=[
                DayHours(day=one.date, opens=one.opens, closes=one.closes and _closing(one.closes))
                for one in self.exceptions
            ],
        )


def _closing(written: str) -> str:
    return "00:00" if written == MIDNIGHT else written


class AssignmentRules(_Part):
    """Whether chats find somebody by themselves, and when they leave whoever has gone."""

    is_on: bool = False
    chats_per_person: int = Field(default=5, ge=1)
    release_after_minutes: int = Field(default=5, ge=1)


class ReplyRules(_Part):
    """What the product says by itself. Without words `greeting` and `busy` are not said, `away` says the usual."""

    greeting: Text | None = None
    away: Text | None = None
    busy: Text | None = None
    busy_after_minutes: int = Field(default=5, ge=1)


class SupportRules(_Part):
    """Everything beside the hours. Within `reopen_days` of a resolution a visitor goes on with the same question."""

    assignment: AssignmentRules = AssignmentRules()
    replies: ReplyRules = ReplyRules()
    reopen_days: int = Field(default=7, ge=0)

    @property
    def reopens_for(self) -> timedelta:
        """The same as a time."""
        return timedelta(days=self.reopen_days)
