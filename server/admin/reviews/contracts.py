"""Reviews as administrators see them."""

from typing import Annotated

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Id, Timestamp
from server.catalog.contracts import Slug
from storage.reviews import ReviewStatus

IdText = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class ReviewsQuery(Contract):
    """Which reviews: those that fit all that is given."""

    status: ReviewStatus | None = None
    astrologer: Slug | None = None
    cursor: IdText | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class ReviewRecord(Contract):
    """A review. `astrologer` is the page's slug; `client` is empty once the account was deleted."""

    id: Id
    conversation_id: Id
    astrologer: str | None
    client: str
    stars: int
    text: str
    status: ReviewStatus
    created_at: Timestamp
    changed_at: Timestamp | None


class ReviewRecords(Contract):
    """Reviews, newest first."""

    items: list[ReviewRecord]
    next_cursor: str | None


class ModerateReview(Contract):
    """Hide it from everybody but its two people, or show it again; and why."""

    status: ReviewStatus
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
