"""Where a help chat stands: in the queue or with somebody, asleep, resolved; and what its visitor said of that."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, Field

from storage.ids import UserId

RATEABLE: Final = timedelta(days=7)
"""How long after a resolution its visitor may say how it was."""
RATING_CHANGEABLE: Final = timedelta(days=1)
"""How long after it was given a rating may be changed."""


class QueueState(StrEnum):
    """Where a support conversation stands."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class SupportRating(BaseModel):
    """What the visitor said of the resolution of that moment; of the newest one alone it is kept here."""

    stars: int = Field(ge=1, le=5)
    words: str = ""
    resolved_at: datetime
    given_at: datetime


class Queue(BaseModel):
    """A support conversation in the queue. `waiting_since` is the oldest unanswered moment.

    `queued_at`: since when somebody has to take it. `asked_at`, `first_answered_at`: of the question that is being
    answered. `passed_by`: who gave it back, and is not given it again by itself. `busy_told_for`, `staff_told_for`: the
    waiting that the visitor, and whoever of the staff was not there, were told of. `unattended_since`: since when
    whoever holds it has gone while the visitor waits.
    """

    state: QueueState = QueueState.WAITING
    assignee_id: UserId | None = None
    waiting_since: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by: UserId | None = None
    queued_at: datetime | None = None
    asked_at: datetime | None = None
    first_answered_at: datetime | None = None
    snoozed_at: datetime | None = None
    snoozed_until: datetime | None = None
    blocked_at: datetime | None = None
    passed_by: UserId | None = None
    busy_told_for: datetime | None = None
    staff_told_for: datetime | None = None
    unattended_since: datetime | None = None
    tags: list[str] = Field(default_factory=list)
    rating: SupportRating | None = None

    @property
    def resolution_rating(self) -> SupportRating | None:
        """The rating of the newest resolution."""
        given = self.rating
        return given if given is not None and given.resolved_at == self.resolved_at else None

    def rateable_until(self, now: datetime) -> datetime | None:
        """Until when the newest resolution may be rated, or was; None while there is nothing to rate or to show."""
        if self.resolved_at is None or self.resolved_by is None or self.blocked_at is not None:
            return None
        given = self.resolution_rating
        if given is not None:
            return given.given_at + RATING_CHANGEABLE
        until = self.resolved_at + RATEABLE
        return until if now < until else None
