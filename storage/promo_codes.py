"""Promo codes: a discount for whoever knows the word."""

from datetime import datetime
from typing import ClassVar

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, IndexModel


class PromoCode(Document):
    """A percentage off, optionally for a time and for some services. Uses are counted by the orders that name it."""

    code: str
    percent: int = Field(ge=1, le=100)
    services: list[str] = Field(default_factory=list)
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    uses_limit: int | None = Field(default=None, ge=1)

    class Settings:
        name = "promo_codes"
        indexes: ClassVar[list[IndexModel]] = [IndexModel([("code", ASCENDING)], unique=True, name="code")]

    def applies(self, service: str, now: datetime) -> bool:
        """Whether the code is in force at `now` for the service with the slug `service`."""
        started = self.starts_at is None or self.starts_at <= now
        over = self.ends_at is not None and self.ends_at <= now
        return started and not over and (not self.services or service in self.services)

    def discount(self, amount: int) -> int:
        """Kopecks off a price of `amount` kopecks, rounded down."""
        return amount * self.percent // 100


def normalised(code: str) -> str:
    """The spelling a code is stored under: people type it in any case, with stray spaces."""
    return "".join(code.split()).upper()


async def promo_code(code: str) -> PromoCode | None:
    """The promo code somebody typed as `code`."""
    return await PromoCode.find_one({"code": normalised(code)})
