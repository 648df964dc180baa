"""Reviews on the wire: to the two people of a consultation, and to everybody."""

from typing import Annotated

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Timestamp

MOST_CHARACTERS = 2_000

Stars = Annotated[int, Field(ge=1, le=5, strict=True)]


class GiveReview(Contract):
    """What the client says of the consultation. A second one changes the first, while that may be changed."""

    stars: Stars
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_CHARACTERS)] = ""


class ReviewOut(Contract):
    """A review to its client and its astrologer; plain text. From `changeable_until` on it stays as it is."""

    stars: int
    text: str
    created_at: Timestamp
    changed_at: Timestamp | None
    changeable_until: Timestamp


class ReviewAnswer(Contract):
    """The consultation's review, if there is one. `may_review`: the caller may give it, or change it, now."""

    review: ReviewOut | None
    may_review: bool


class PublicReviewOut(Contract):
    """A review to everybody; plain text. `name` is the client's first name, null where there is none any more."""

    stars: int
    text: str
    name: str | None
    created_at: Timestamp


class ReviewPage(Contract):
    """An astrologer's reviews, newest first."""

    items: list[PublicReviewOut]
    next_cursor: str | None
