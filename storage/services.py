"""Services: the offers of the catalogue."""

from calendar import monthrange
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from beanie import Document
from pydantic import BaseModel, ConfigDict, Field
from pymongo import ASCENDING, IndexModel

from storage.text import Text
from storage.versions import behind


class ConsultationFormat(StrEnum):
    """How the answer is given."""

    AUDIO = "audio"
    WRITTEN = "written"


class BirthOf(StrEnum):
    """Whose birth a consultation is usually about: the client's own, or another person's (a child's)."""

    CLIENT = "client"
    OTHER = "other"


class FormatOffer(BaseModel):
    """One format a service can be ordered in, with the words it is offered in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: ConsultationFormat
    title: Text
    description: Text


class Validity(BaseModel):
    """How long a bought service lives: whole calendar months, days, or both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    months: int = Field(default=0, ge=0)
    days: int = Field(default=0, ge=0)

    def until(self, start: datetime) -> datetime:
        """The moment a service bought at `start` ends. 31 August plus 6 months is the last day of February."""
        year, month = divmod(start.month - 1 + self.months, 12)
        year, month = start.year + year, month + 1
        day = min(start.day, monthrange(year, month)[1])
        return start.replace(year=year, month=month, day=day) + timedelta(days=self.days)


class Extension(BaseModel):
    """More days of a consultation, and what they cost, in kopecks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: int = Field(ge=1, le=365)
    price_amount: int = Field(gt=0)


class Service(Document):
    """A consultation that can be bought. `price_amount` is in kopecks. `grants_chart`: its buyer gets a natal chart.

    `answer_within_hours`: how soon a client's words are answered.

    `birth_of`: whose birth data the astrologer works with; None when with nobody's. A chart needs them in any case.
    `version` counts what editors changed (`storage/versions.py`).
    """

    slug: str
    title: Text
    summary: Text
    description: Text
    learn: list[Text]
    price_amount: int = Field(gt=0)
    currency: str = "RUB"
    validity: Validity
    formats: list[FormatOffer]
    related: list[str] = Field(default_factory=list)
    illustration: str
    featured: bool = False
    grants_chart: bool = False
    birth_of: BirthOf | None = None
    answer_within_hours: int = Field(default=48, ge=1, le=720)
    extension: Extension | None = None
    position: int
    hidden_at: datetime | None = None
    version: int = 0

    class Settings:
        name = "services"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("slug", ASCENDING)], unique=True, name="slug"),
            IndexModel(
                [("hidden_at", ASCENDING), ("position", ASCENDING), ("slug", ASCENDING)], name="catalogue_order"
            ),
            IndexModel([("position", ASCENDING), ("slug", ASCENDING)], name="editors_order"),
        ]

    @property
    def asked_birth(self) -> BirthOf | None:
        """Whose birth its consultations begin with."""
        return self.birth_of or (BirthOf.CLIENT if self.grants_chart else None)

    def offers(self, format: ConsultationFormat) -> bool:  # noqa: A002 (the word of the wire)
        """Whether this service can be ordered in `format`."""
        return any(offer.format is format for offer in self.formats)


async def service_by_slug(slug: str) -> Service | None:
    """The service on sale under `slug`; a hidden one is not found."""
    return await Service.find_one({"slug": slug, "hidden_at": None})


async def services_in_order(
    *, after: tuple[int, str] | None = None, slugs: Collection[str] | None = None, limit: int
) -> list[Service]:
    """Services on sale in catalogue order, from behind `after` = (position, slug); only `slugs` when given."""
    criteria: dict[str, object] = {"hidden_at": None}
    if slugs is not None:
        criteria["slug"] = {"$in": list(slugs)}
    if after is not None:
        position, slug = after
        criteria["$or"] = [{"position": {"$gt": position}}, {"position": position, "slug": {"$gt": slug}}]
    return await Service.find(criteria).sort("+position", "+slug").limit(limit).to_list()


async def featured_services(limit: int) -> list[Service]:
    """What the catalogue shows first to somebody it knows nothing about."""
    return await Service.find({"hidden_at": None, "featured": True}).sort("+position", "+slug").limit(limit).to_list()


async def any_service_by_slug(slug: str) -> Service | None:
    """The service under `slug`, on sale or hidden."""
    return await Service.find_one({"slug": slug})


async def all_services(*, after: tuple[int, str] | None = None, limit: int) -> list[Service]:
    """Services on sale and hidden ones, in catalogue order, from behind `after` = (position, slug)."""
    return await Service.find(behind(after)).sort("+position", "+slug").limit(limit).to_list()


async def known_services(slugs: Collection[str]) -> set[str]:
    """Those of `slugs` that name a service, on sale or hidden."""
    found = Service.get_motor_collection().find({"slug": {"$in": list(slugs)}}, {"_id": 0, "slug": 1})
    return {one["slug"] async for one in found}
