"""Who waits for an answer in a consultation until when, and what a client is offered when it does not come."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from beanie import PydanticObjectId
from pydantic import BaseModel, Field

from storage.ids import UserId, new_id

LAST_NOTICE: Final = timedelta(hours=3)


class Waiting(BaseModel):
    """The client's oldest word without an answer: its `seq`, since when it waits, and when an answer is due.

    `next_notice_at` is when somebody is to be told next, None when everybody was; `notices` were given so far.
    """

    seq: int
    since: datetime
    due_at: datetime
    next_notice_at: datetime | None = None
    notices: int = 0

    def until(self, due_at: datetime, now: datetime) -> "Waiting":
        """The same waiting with an answer due then; its notices begin anew."""
        moved = self.model_copy(update={"due_at": due_at})
        return moved.model_copy(update={"next_notice_at": moved.notice_after(now)})

    def notice_after(self, moment: datetime) -> datetime | None:
        """When somebody is to be told next, after `moment`: at half the time, three hours before the end, then."""
        half = self.since + (self.due_at - self.since) / 2
        return next((one for one in (half, max(half, self.due_at - LAST_NOTICE), self.due_at) if one > moment), None)


class FirstAnswer(BaseModel):
    """How a consultation began: who answered first, `seconds` after the client's first word (or after it was opened,

    where the astrologer spoke first). `on_time` is None where nothing was promised.
    """

    astrologer_id: UserId
    answered_at: datetime
    seconds: int
    on_time: bool | None


class OfferOption(StrEnum):
    """What a client may choose when an answer does not come in time."""

    REASSIGN = "reassign"
    EXTEND = "extend"
    REFUND = "refund"


class Offer(BaseModel):
    """What support has offered; `days` are those of `extend`. `done_at`: when the choice was met."""

    id: PydanticObjectId = Field(default_factory=new_id)
    options: list[OfferOption]
    days: int
    made_by: UserId
    made_at: datetime
    choice: OfferOption | None = None
    chosen_at: datetime | None = None
    done_at: datetime | None = None
