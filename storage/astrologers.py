"""Astrologers: their public pages, what they offer, and their own word about when they answer."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from beanie import Document
from pydantic import BaseModel, ConfigDict, Field
from pymongo import ASCENDING, IndexModel, ReturnDocument

from storage.ids import UserId
from storage.text import Text
from storage.times import EPOCH
from storage.versions import behind
from storage.working_hours import WorkingHours


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
    every one of them and recounted from them by `reviews.recount`. `version` counts what editors changed.

    What the astrologer decides: `working` (none: at any time), `most_open` consultations at once (none: any number);
    `own_version` counts their changes. `availability_changes_at`: when their availability is to be told anew.
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
    availability_changes_at: datetime | None = None
    working: WorkingHours | None = None
    most_open: int | None = None
    own_version: int = 0
    hidden_at: datetime | None = None
    version: int = 0

    class Settings:
        name = "astrologers"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("slug", ASCENDING)], unique=True, name="slug"),
            IndexModel([("user_id", ASCENDING)], unique=True, name="user"),
            IndexModel(
                [("hidden_at", ASCENDING), ("position", ASCENDING), ("slug", ASCENDING)], name="catalogue_order"
            ),
            IndexModel([("position", ASCENDING), ("slug", ASCENDING)], name="editors_order"),
            IndexModel([("services", ASCENDING), ("position", ASCENDING)], name="offered_services"),
            IndexModel(
                [("availability_changes_at", ASCENDING)],
                partialFilterExpression={"availability_changes_at": {"$gt": EPOCH}},
                name="availability_to_tell",
            ),
        ]

    @property
    def total_rating(self) -> Rating:
        """All stars ever given: what everybody sees."""
        return self.rating + self.reviewed

    def availability(self, now: datetime) -> tuple[Availability, datetime | None]:
        """State and its end as they are at `now`: their own word while it holds, else their working hours.

        The end is when they are there again. `available` until a moment goes before the hours, too.
        """
        state, until, working = self.availability_state, self.availability_until, self.working
        holds = until is None or now < until
        if holds and state is not Availability.AVAILABLE:
            return state, working.opening_from(until) if working and until else until
        if working is None or (holds and until is not None) or working.open_at(now):
            return Availability.AVAILABLE, None
        return Availability.AWAY, working.next_change(now)

    def is_by_hours(self, now: datetime) -> bool:
        """Whether their working hours say how it is at `now`, and not they."""
        until, state = self.availability_until, self.availability_state
        holds = until is None or now < until
        return self.working is not None and not (holds and (until is not None or state is not Availability.AVAILABLE))

    def next_availability_at(self, now: datetime) -> datetime | None:
        """When their availability becomes another one by itself; None: it stays until they say something."""
        until = self.availability_until
        if until is not None and now < until:
            return until
        if until is None and self.availability_state is not Availability.AVAILABLE:
            return None
        return self.working.next_change(now) if self.working else None


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


async def set_availability(
    user_id: UserId, state: Availability, until: datetime | None, *, at: datetime
) -> Astrologer | None:
    """Store what the astrologer says; None when the account has no astrologer's page."""
    changes = {"availability_state": state, "availability_until": until, "availability_changes_at": at}
    return await _change({"user_id": user_id}, {"$set": changes})


async def save_own_settings(
    user_id: UserId, version: int, *, working: WorkingHours | None, most_open: int | None, at: datetime
) -> Astrologer | None:
    """What the astrologer decides of their work, in the place of `version`; None when it is another one by now."""
    changes = {
        "working": working.model_dump() if working else None,
        "most_open": most_open,
        "availability_changes_at": at,
    }
    same = version if version else {"$in": [0, None]}
    return await _change({"user_id": user_id, "own_version": same}, {"$set": changes, "$inc": {"own_version": 1}})


async def availabilities_to_tell(now: datetime, limit: int = 100) -> list[Astrologer]:
    """Astrologers whose availability has become another one by now, the longest first."""
    query = {"availability_changes_at": {"$gt": EPOCH, "$lte": now}}
    return await Astrologer.find(query).sort("+availability_changes_at").limit(limit).to_list()


async def take_availability(before: Astrologer, *, now: datetime) -> bool:
    """Claim to tell it; only the first caller gets True, and nobody when it has changed meanwhile."""
    assert before.id is not None, "it was read"
    query = {"_id": before.id, "availability_changes_at": before.availability_changes_at}
    after = {"$set": {"availability_changes_at": before.next_availability_at(now)}}
    return await _change(query, after) is not None


async def _change(query: dict[str, Any], change: dict[str, Any]) -> Astrologer | None:
    found = await Astrologer.get_motor_collection().find_one_and_update(
        query, change, return_document=ReturnDocument.AFTER
    )
    return Astrologer.model_validate(found) if found else None


async def astrologers_by_user(user_ids: Sequence[UserId]) -> list[Astrologer]:
    """The pages of these accounts; accounts without one are left out."""
    return await Astrologer.find({"user_id": {"$in": list(user_ids)}}).to_list()


async def reviewable_astrologers(*, after: UserId | None = None, limit: int) -> list[UserId]:
    """Accounts with a page, hidden or not, in the order of their ids, from behind `after`."""
    query = {"user_id": {"$gt": after}} if after is not None else {}
    found = Astrologer.get_motor_collection().find(query, {"_id": 0, "user_id": 1}).sort("user_id", ASCENDING)
    return [one["user_id"] async for one in found.limit(limit)]


async def any_astrologer_by_slug(slug: str) -> Astrologer | None:
    """The astrologer under `slug`, shown or hidden."""
    return await Astrologer.find_one({"slug": slug})


async def all_astrologers(*, after: tuple[int, str] | None = None, limit: int) -> list[Astrologer]:
    """Astrologers shown and hidden, in catalogue order, from behind `after` = (position, slug)."""
    return await Astrologer.find(behind(after)).sort("+position", "+slug").limit(limit).to_list()
