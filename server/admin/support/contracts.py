"""The rules of the help chat as administrators edit them."""

import datetime as dt
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from realtime.contract import Contract
from server.admin.catalogue.contracts import Passage, Version


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("a time zone") from error
    return name


def _distinct(days: list[int]) -> list[int]:
    return sorted(set(days))


Minute = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Closing = Annotated[str, StringConstraints(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
Zone = Annotated[str, StringConstraints(min_length=1, max_length=64), AfterValidator(_known_zone)]
Weekdays = Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(max_length=7), AfterValidator(_distinct)]


class HoursException(Contract):
    """A day with hours of its own; with neither time support is closed all day."""

    date: dt.date
    opens: Minute | None = None
    closes: Closing | None = None

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if (self.opens is None) != (self.closes is None):
            raise ValueError("both times or none")
        if self.opens is not None and self.closes is not None and self.opens >= self.closes:
            raise ValueError("closes after it opens")
        return self


class Hours(Contract):
    """When people answer. `weekdays` are ISO: 1 is Monday. Times are of clocks in `timezone`; `24:00` ends a day."""

    weekdays: Weekdays
    opens: Minute
    closes: Closing
    timezone: Zone
    exceptions: Annotated[list[HoursException], Field(max_length=400)]

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.opens >= self.closes:
            raise ValueError("closes after it opens")
        if len({one.date for one in self.exceptions}) != len(self.exceptions):
            raise ValueError("the same day twice")
        return self


class Assignment(Contract):
    """Whether chats find somebody by themselves; nobody is given more than `chats_per_person` at once.

    Whoever has gone or is away for `release_after_minutes` while a visitor waits loses the chat in any case.
    """

    is_on: bool
    chats_per_person: Annotated[int, Field(ge=1, le=50, strict=True)]
    release_after_minutes: Annotated[int, Field(ge=1, le=240, strict=True)]


class AutomaticReplies(Contract):
    """What the product says by itself; without words of one's own `greeting` and `busy` are not said.

    `greeting`: to the first word of a question. `away`: outside of the hours. `busy`: when nobody took the chat within
    `busy_after_minutes`.
    """

    greeting: Passage | None
    away: Passage | None
    busy: Passage | None
    busy_after_minutes: Annotated[int, Field(ge=1, le=240, strict=True)]


class SupportForm(Contract):
    """The rules. A visitor's word within `reopen_days` after a resolution goes on with the same question."""

    hours: Hours
    assignment: Assignment
    replies: AutomaticReplies
    reopen_days: Annotated[int, Field(ge=0, le=90, strict=True)]


class ChangeSupport(SupportForm):
    """Replace the rules; `version` is the one that was seen."""

    version: Version


class SupportRecord(SupportForm):
    """The rules as they are."""

    version: int
