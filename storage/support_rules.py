"""The rules of the help chat: when people answer, how chats find somebody, what the product says by itself."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from storage.text import Text

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
        local = now.astimezone(ZoneInfo(self.timezone))
        hours = self._hours_of(local.date())
        return hours is not None and hours[0] <= local.time() < hours[1]

    def next_opening(self, now: datetime) -> datetime | None:
        """When somebody answers next, in UTC; None while open, and when nobody does for more than a year."""
        if self.open_at(now):
            return None
        zone = ZoneInfo(self.timezone)
        today = now.astimezone(zone).date()
        for days in range(LOOKED_AHEAD_DAYS):
            day = today + timedelta(days=days)
            hours = self._hours_of(day)
            opening = datetime.combine(day, hours[0], zone) if hours else None
            if opening is not None and opening > now:
                return opening.astimezone(UTC)
        return None

    def today_since(self, now: datetime) -> datetime:
        """When the day of `now` began here, in UTC."""
        zone = ZoneInfo(self.timezone)
        return datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)

    def _hours_of(self, day: date) -> tuple[time, time] | None:
        exception = next((one for one in self.exceptions if one.date == day.isoformat()), None)
        if exception is not None:
            if exception.opens is None or exception.closes is None:
                return None
            return time.fromisoformat(exception.opens), _closing(exception.closes)
        if day.isoweekday() not in self.weekdays:
            return None
        return time.fromisoformat(self.opens), _closing(self.closes)


def _closing(written: str) -> time:
    return time.max if written == MIDNIGHT else time.fromisoformat(written)


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
