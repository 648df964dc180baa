"""Reviews: what a client says of a consultation that has ended. One a consultation, counted in the astrologer's rating.

A review and the rating it counts in are one transaction. Who wrote it is an id alone: names are read from the person.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.astrologers import Astrologer, Rating
from storage.database import Collection, DuplicateKey, Transaction, in_transaction
from storage.ids import ConversationId, ReviewId, UserId, new_id

CHANGEABLE: Final = timedelta(days=14)
"""How long after it was given a review may be changed by who gave it."""


class ReviewStatus(StrEnum):
    """Hidden by the staff: it counts in no rating and nobody but its two people sees it."""

    PUBLISHED = "published"
    HIDDEN = "hidden"


class Review(Document):
    """`stars` from 1 to 5. `changed_at` is the last time its client said it otherwise."""

    id: ReviewId = Field(default_factory=lambda: ReviewId(new_id()))
    conversation_id: ConversationId
    astrologer_id: UserId
    client_id: UserId
    stars: int = Field(ge=1, le=5)
    text: str = ""
    status: ReviewStatus = ReviewStatus.PUBLISHED
    created_at: datetime
    changed_at: datetime | None = None

    class Settings:
        name = "reviews"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("conversation_id", ASCENDING)], unique=True, name="once_per_conversation"),
            IndexModel(
                [("astrologer_id", ASCENDING), ("status", ASCENDING), ("created_at", DESCENDING), ("_id", DESCENDING)],
                name="newest_of_astrologer",
            ),
            IndexModel([("client_id", ASCENDING), ("_id", ASCENDING)], name="of_client"),
            IndexModel([("status", ASCENDING), ("_id", DESCENDING)], name="of_status"),
            IndexModel([("astrologer_id", ASCENDING), ("_id", DESCENDING)], name="of_astrologer"),
        ]

    @property
    def changeable_until(self) -> datetime:
        """From this moment on it stays as it is."""
        return self.created_at + CHANGEABLE

    @property
    def counted(self) -> Rating:
        """What it adds to the astrologer's rating."""
        return Rating(stars=self.stars, count=1) if self.status is ReviewStatus.PUBLISHED else Rating()


async def give_review(given: Review) -> tuple[Review, bool]:
    """Store the consultation's review and count it, or change the one that is there; answers it, and whether it is new.

    One that may not be changed any more is answered as it is: its words are not those of `given` then.
    """

    async def write(transaction: Transaction) -> tuple[Review, bool]:
        found = await _collection().find_one({"conversation_id": given.conversation_id}, session=transaction)
        if found is None:
            await given.insert(session=transaction)
            await _count(given.astrologer_id, Rating(), given.counted, transaction)
            return given, True
        before = Review.model_validate(found)
        same = (before.stars, before.text) == (given.stars, given.text)
        if same or given.created_at >= before.changeable_until:
            return before, False
        changes = {"stars": given.stars, "text": given.text, "changed_at": given.created_at}
        return await _change(before, changes, transaction), False

    try:
        return await in_transaction(_collection(), write)
    except DuplicateKey:
        # Given twice at once: the other one is there now.
        return await in_transaction(_collection(), write)


async def set_review_status(review_id: ReviewId, status: ReviewStatus) -> Review | None:
    """Publish or hide it, and count it anew; None when there is no such review."""

    async def write(transaction: Transaction) -> Review | None:
        found = await _collection().find_one({"_id": review_id}, session=transaction)
        return await _change(Review.model_validate(found), {"status": status}, transaction) if found else None

    return await in_transaction(_collection(), write)


async def recount(astrologer_id: UserId) -> bool:
    """Make the astrologer's `reviewed` the sum of the published reviews; True when it was not."""

    async def write(transaction: Transaction) -> bool:
        mine = {"astrologer_id": astrologer_id, "status": ReviewStatus.PUBLISHED}
        total = {"_id": None, "stars": {"$sum": "$stars"}, "count": {"$sum": 1}}
        cursor = _collection().aggregate([{"$match": mine}, {"$group": total}], session=transaction)
        sums = await cursor.to_list(1)
        counted = {"stars": sums[0]["stars"], "count": sums[0]["count"]} if sums else {"stars": 0, "count": 0}
        # A review that is given meanwhile writes the same document, so one of the two begins again.
        before = await Astrologer.get_motor_collection().find_one_and_update(
            {"user_id": astrologer_id}, {"$set": {"reviewed": counted}}, {"reviewed": 1}, session=transaction
        )
        known = (before or {}).get("reviewed") or {"stars": 0, "count": 0}
        return before is not None and known != counted

    return await in_transaction(_collection(), write)


async def _change(before: Review, changes: dict[str, Any], transaction: Transaction) -> Review:
    after: Review = before.model_copy(update=changes)
    await _collection().update_one({"_id": before.id}, {"$set": changes}, session=transaction)
    await _count(before.astrologer_id, before.counted, after.counted, transaction)
    return after


async def _count(astrologer_id: UserId, before: Rating, after: Rating, transaction: Transaction) -> None:
    more = {"reviewed.stars": after.stars - before.stars, "reviewed.count": after.count - before.count}
    if any(more.values()):
        await Astrologer.get_motor_collection().update_one(
            {"user_id": astrologer_id}, {"$inc": more}, session=transaction
        )


async def review_of_conversation(conversation_id: ConversationId) -> Review | None:
    """The consultation's review, hidden or not; None when none was given."""
    return await Review.find_one({"conversation_id": conversation_id})


async def newest_reviews(
    astrologer_id: UserId, *, after: tuple[datetime, ReviewId] | None = None, limit: int
) -> list[Review]:
    """The astrologer's published reviews, newest first, from behind `after` = (created_at, id)."""
    criteria: dict[str, Any] = {"astrologer_id": astrologer_id, "status": ReviewStatus.PUBLISHED}
    if after is not None:
        at, review_id = after
        # The first condition is where reading the index begins; the second leaves out what was shown of that moment.
        criteria["created_at"] = {"$lte": at}
        criteria["$or"] = [{"created_at": {"$lt": at}}, {"_id": {"$lt": review_id}}]
    return await Review.find(criteria).sort("-created_at", "-_id").limit(limit).to_list()


async def stars_since(astrologer_id: UserId, since: datetime) -> list[tuple[datetime, int]]:
    """When the astrologer's published reviews since then were given, and how many stars, newest first."""
    query = {"astrologer_id": astrologer_id, "status": ReviewStatus.PUBLISHED, "created_at": {"$gte": since}}
    found = _collection().find(query, {"_id": 0, "created_at": 1, "stars": 1}).sort("created_at", DESCENDING)
    return [(one["created_at"], one["stars"]) async for one in found]


async def reviews_of_client(client_id: UserId, *, after: ReviewId | None = None, limit: int) -> list[Review]:
    """What the client has said of their consultations, from behind `after`."""
    query: dict[str, Any] = {"client_id": client_id}
    if after is not None:
        query["_id"] = {"$gt": after}
    return await Review.find(query).sort("+_id").limit(limit).to_list()


async def erase_words_of(client_ids: Sequence[UserId]) -> None:
    """These people's reviews say stars alone from now on."""
    await _collection().update_many(
        {"client_id": {"$in": list(client_ids)}, "text": {"$ne": ""}}, {"$set": {"text": ""}}
    )


def _collection() -> Collection:
    return Review.get_motor_collection()


async def review_by_id(review_id: ReviewId) -> Review | None:
    """The review, hidden or not, or None."""
    return await Review.get(review_id)


async def reviews_listed(
    *,
    status: ReviewStatus | None = None,
    astrologer_id: UserId | None = None,
    before: ReviewId | None = None,
    limit: int,
) -> list[Review]:
    """Reviews that fit all that is asked, hidden ones too, newest first, from behind `before`."""
    asked: dict[str, Any] = {"status": status, "astrologer_id": astrologer_id}
    query = {name: value for name, value in asked.items() if value is not None}
    if before is not None:
        query["_id"] = {"$lt": before}
    return await Review.find(query).sort("-_id").limit(limit).to_list()
