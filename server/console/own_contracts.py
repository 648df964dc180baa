"""What an astrologer decides of their own work, and how it goes, on the wire."""

import datetime as dt
from collections import Counter
from typing import Annotated, Self
from zoneinfo import available_timezones

from pydantic import Field, StringConstraints, field_validator, model_validator

from realtime.contract import Contract
from realtime.contracts import AvailabilityOut
from storage.working_hours import DayHours, WeekdayHours, WorkingHours

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""Hours and minutes on a wall clock."""


class WeekdayHoursForm(Contract):
    """From `opens` to `closes` on an ISO weekday (1 is Monday); `00:00` closes at midnight."""

    weekday: Annotated[int, Field(ge=1, le=7)]
    opens: Clock
    closes: Clock

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        _check_order(self.opens, self.closes)
        return self


class DayHoursForm(Contract):
    """What holds on one day in the place of the week's hours; without times nobody is there."""

    day: dt.date
    opens: Clock | None
    closes: Clock | None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if (self.opens is None) is not (self.closes is None):
            raise ValueError("both times or none")
        if self.opens is not None and self.closes is not None:
            _check_order(self.opens, self.closes)
        return self


class WorkingHoursForm(Contract):
    """A week of hours in a time zone (IANA), and days that are otherwise. An empty week: on named days alone."""

    timezone: str
    week: Annotated[list[WeekdayHoursForm], Field(max_length=28)]
    exceptions: Annotated[list[DayHoursForm], Field(max_length=100)]

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("no such time zone")
        return name

    @model_validator(mode="after")
    def _do_not_overlap(self) -> Self:
        days = Counter(one.day for one in self.exceptions)
        if any(days[one.day] > 1 for one in self.exceptions if one.opens is None):
            raise ValueError("a day off has no hours")
        for before, after in zip(self._spans(), self._spans()[1:], strict=False):
            if before[0] == after[0] and (before[2] == "00:00" or before[2] > after[1]):
                raise ValueError("hours overlap")
        return self

    def _spans(self) -> list[tuple[str, str, str]]:
        week = [(str(one.weekday), one.opens, one.closes) for one in self.week]
        days = [(one.day.isoformat(), one.opens, one.closes) for one in self.exceptions if one.opens and one.closes]
        return sorted(week + days)

    @classmethod
    def of(cls, kept: WorkingHours) -> Self:
        """What is kept."""
        return cls(
            timezone=kept.timezone,
            week=[WeekdayHoursForm(**one.model_dump()) for one in kept.week],
            exceptions=[DayHoursForm(**one.model_dump()) for one in kept.exceptions],
        )

    def kept(self) -> WorkingHours:
        """How it is kept."""
        return WorkingHours(
            timezone=self.timezone,
            week=[WeekdayHours(**one.model_dump()) for one in self.week],
            exceptions=[
                DayHours(day=one.day.isoformat(), opens=one.opens, closes=one.closes) for one in self.exceptions
            ],
        )


def _check_order(opens: str, closes: str) -> None:
    if closes != "00:00" and closes <= opens:
        raise ValueError("it ends before it begins")


class OwnSettings(Contract):
    """How the caller works. `availability` is what everybody sees now; `by_hours`: their hours say so, not they.

    `working` null: at any time. `most_open` null: any number of consultations at once; `open_now` are open.
    """

    name: str
    availability: AvailabilityOut
    by_hours: bool
    working: WorkingHoursForm | None
    most_open: int | None
    open_now: int
    version: int


class ChangeOwnSettings(Contract):
    """What is left out stays. `version` is the one they were changed from."""

    version: Annotated[int, Field(ge=0, strict=True)]
    working: WorkingHoursForm | None = None
    most_open: Annotated[int, Field(ge=1, le=500, strict=True)] | None = None


class MonthFigures(Contract):
    """One month, `2026-11`, as the caller's clock counts it."""

    month: str
    answered: int
    median_first_answer_seconds: int | None
    on_time_share: float | None
    rating: float | None
    reviews: int


class OwnFigures(Contract):
    """How the caller's consultations went in the last twelve months, the present one last.

    `answered`: consultations that were answered for the first time. `on_time_share` of those for which a time was
    promised, 0 to 1. `rating` and `reviews` of all time, as everybody sees them.
    """

    answered: int
    median_first_answer_seconds: int | None
    on_time_share: float | None
    rating: float | None
    reviews: int
    months: list[MonthFigures]
