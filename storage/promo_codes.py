"""Promo codes: a discount for whoever knows the word."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar, Self

from beanie import Document, PydanticObjectId
from pydantic import Field, model_validator
from pymongo import ASCENDING, IndexModel
from pymongo.errors import BulkWriteError

from storage.ids import PRESENT_TEXT, new_id


class PromoCode(Document):
    """A percentage or an amount off, optionally for a time and for some services.

    Uses are counted by the orders that name it; `uses_limit` is for all clients together, `uses_each` for one of them.
    Codes that were made together share the name of their `series`. `version` counts edits.
    """

    id: PydanticObjectId = Field(default_factory=new_id)
    code: str
    version: int = 0
    percent: int | None = Field(default=None, ge=1, le=100)
    amount: int | None = Field(default=None, ge=1)
    services: list[str] = Field(default_factory=list)
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    uses_limit: int | None = Field(default=None, ge=1)
    uses_each: int | None = Field(default=None, ge=1)
    series: str | None = None

    class Settings:
        name = "promo_codes"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("code", ASCENDING)], unique=True, name="code"),
            IndexModel(
                [("series", ASCENDING), ("_id", ASCENDING)],
                partialFilterExpression={"series": PRESENT_TEXT},
                name="of_series",
            ),
        ]

    @model_validator(mode="after")
    def _takes_one_thing_off(self) -> Self:
        if (self.percent is None) == (self.amount is None):
            raise ValueError("a percentage or an amount")
        return self

    def applies(self, service: str, now: datetime) -> bool:
        """Whether the code is in force at `now` for the service with the slug `service`."""
        started = self.starts_at is None or self.starts_at <= now
        over = self.ends_at is not None and self.ends_at <= now
        return started and not over and (not self.services or service in self.services)

    def discount(self, amount: int) -> int:
        """Kopecks off a price of `amount` kopecks, rounded down, and never more than it."""
        if self.percent is not None:
            return amount * self.percent // 100
        assert self.amount is not None
        return min(self.amount, amount)


def normalised(code: str) -> str:
    """The spelling a code is stored under: people type it in any case, with stray spaces."""
    return "".join(code.split()).upper()


async def promo_code(code: str) -> PromoCode | None:
    """The promo code somebody typed as `code`."""
    return await PromoCode.find_one({"code": normalised(code)})


async def promo_codes(
    *, series: str | None = None, after: PydanticObjectId | None = None, limit: int
) -> list[PromoCode]:
    """Promo codes, those of one series in the order they were made, all together the newest first."""
    if series is not None:
        query: dict[str, object] = {"series": series}
        if after is not None:
            query["_id"] = {"$gt": after}
        return await PromoCode.find(query).sort("+_id").limit(limit).to_list()
    found = PromoCode.find({"_id": {"$lt": after}} if after is not None else {})
    return await found.sort("-_id").limit(limit).to_list()


async def known_promo_codes(codes: Collection[str]) -> set[str]:
    """Which of these codes there are."""
    found = PromoCode.get_motor_collection().find({"code": {"$in": list(codes)}}, {"_id": 0, "code": 1})
    return {one["code"] async for one in found}


async def insert_promo_codes(made: Sequence[PromoCode]) -> set[str]:
    """Store new codes; answers those that somebody else had already, which are not stored again."""
    try:
        await PromoCode.insert_many(list(made), ordered=False)
    except BulkWriteError as error:
        refused = (error.details or {})["writeErrors"]
        return {made[one["index"]].code for one in refused}
    return set()
