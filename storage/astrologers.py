"""Astrologers: their public pages, what they offer, and their own word about when they answer."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from beanie import Document
from pydantic import BaseModel, ConfigDict, Field
from pymongo import ASCENDING, IndexModel

from storage.ids import UserId
from storage.text import Text


class Availability(StrEnum):
    """What somebody who answers clients says about themselves (presence is another thing: a live socket)."""

    AVAILABLE = "available"
    BUSY = "busy"
    AWAY = "away"


class Rating(BaseModel):
    """Stars that were given, as facts; the average is computed."""

    model_config = ConfigDict(extra="forbid")

    stars: int = Field(default=0, ge=0)
    count: int = Field(default=0, ge=0)

    @property
    def average(self) -> float | None:
        """Stars per review to one decimal; None before the first review."""
        return round(self.stars / self.count, 1) if self.count else None

    def __add__(self, other: "Rating") -> "Rating":
        return Rating(stars=self.stars + other.stars, count=self.count + other.count)


class Astrologer(Document):
    """The public face of one astrologer's account (`user_id`).

    `rating`: stars from before the product kept reviews. `reviewed`: the sum of the published `reviews`, counted with
    every one of them and recounted from them by `reviews.recount`.
    """

    slug: str
    user_id: UserId
    name: Text
    bio: Text
    about: Text
    education: list[Text]
    directions: list[Text]
    services: list[str]
    languages: list[str]
    portrait: str
    position: int
    rating: Rating = Field(default_factory=Rating)
    reviewed: Rating = Field(default_factory=Rating)
    availability_state: Availability = Availability.AVAILABLE
    availability_until: datetime | None = None
    hidden_at: datetime | None = None

    class Settings:
        name = "astrologers"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("slug", ASCENDING)], unique=True, name="slug"),
            IndexModel([("user_id", ASCENDING)], unique=True, name="user"),
            IndexModel(
                [("hidden_at", ASCENDING), ("position", ASCENDING), ("slug", ASCENDING)], name="catalogue_order"
            ),
            IndexModel([("services", ASCENDING), ("position", ASCENDING)], name="offered_services"),
        ]

    @property
    def total_rating(self) -> Rating:
        """All stars ever given: what everybody sees."""
        return self.rating + self.reviewed

    def availability(self, now: datetime) -> tuple[Availability, datetime | None]:
        """State and its end as they are at `now`: a state whose end has passed is over."""
        if self.availability_until is not None and self.availability_until <= now:
            return Availability.AVAILABLE, None
        return self.availability_state, self.availability_until


async def astrologer_by_slug(slug: str) -> Astrologer | None:
    """The astrologer shown under `slug`; a hidden one is not found."""
    return await Astrologer.find_one({"slug": slug, "hidden_at": None})


async def astrologer_by_user(user_id: UserId) -> Astrologer | None:
    """The page of the account `user_id`, hidden or not."""
    return await Astrologer.find_one({"user_id": user_id})


async def astrologers_for_service(slug: str) -> list[Astrologer]:
    """Everybody shown who can be ordered for the service `slug`, in catalogue order."""
    return await Astrologer.find({"services": slug, "hidden_at": None}).sort("+position").to_list()


async def astrologers_in_order(*, after: tuple[int, str] | None = None, limit: int) -> list[Astrologer]:
    """Astrologers shown in catalogue order, from behind `after` = (position, slug)."""
    criteria: dict[str, object] = {"hidden_at": None}
    if after is not None:
        position, slug = after
        criteria["$or"] = [{"position": {"$gt": position}}, {"position": position, "slug": {"$gt": slug}}]
    return await Astrologer.find(criteria).sort("+position", "+slug").limit(limit).to_list()


async def set_availability(user_id: UserId, state: Availability, until: datetime | None) -> bool:
    """Store what the astrologer says; False when the account has no astrologer's page."""
    result = await Astrologer.find_one({"user_id": user_id}).update(
        {"$set": {"availability_state": state, "availability_until": until}}
    )
    return bool(result.matched_count)


async def astrologers_by_user(user_ids: Sequence[UserId]) -> list[Astrologer]:
    """The pages of these accounts; accounts without one are left out."""
    return await Astrologer.find({"user_id": {"$in": list(user_ids)}}).to_list()


async def reviewable_astrologers(*, after: UserId | None = None, limit: int) -> list[UserId]:
    """Accounts with a page, hidden or not, in the order of their ids, from behind `after`."""
    query = {"user_id": {"$gt": after}} if after is not None else {}
    found = Astrologer.get_motor_collection().find(query, {"_id": 0, "user_id": 1}).sort("user_id", ASCENDING)
    return [one["user_id"] async for one in found.limit(limit)]
