"""Promo codes as their editors see them."""

from typing import Annotated, Final, Self

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints, model_validator

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts import Money
from server.admin.catalogue.contracts import Price, Slugs, Version

LARGEST_SERIES: Final = 500
MOST_USES: Final = 100_000

Uses = Annotated[int, Field(ge=1, le=MOST_USES)]
Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=40, pattern=r"^[A-Za-zА-Яа-яЁё0-9-]+$"),
    AfterValidator(str.upper),
]


class PromoRecord(Contract):
    """A promo code. `uses`: how many orders it made cheaper, those included that may still be paid."""

    id: Id
    code: str
    version: int
    percent: int | None
    amount: Money | None
    services: list[str]
    starts_at: Timestamp | None
    ends_at: Timestamp | None
    uses_limit: int | None
    uses_each: int | None
    series: str | None
    uses: int


class PromoForm(Contract):
    """What an editor may say of a promo code. No services: all of them. No limit: as often as anybody likes."""

    percent: Annotated[int, Field(ge=1, le=100)] | None
    amount: Price | None
    services: Slugs
    starts_at: AwareDatetime | None
    ends_at: AwareDatetime | None
    uses_limit: Uses | None
    uses_each: Uses | None


class NewPromo(PromoForm):
    """A promo code; with a `count` above 1 so many of them, which begin with `code`."""

    code: Code
    count: Annotated[int, Field(ge=1, le=LARGEST_SERIES)] = 1


class ChangePromo(PromoForm):
    """The whole form of somebody who saw `version`."""

    version: Version


class PromoQuery(Contract):
    """Which part of the list, and of which series: `cursor` is the `next_cursor` of the part before."""

    cursor: Annotated[str, Field(max_length=64)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    series: Annotated[str, Field(max_length=60)] | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.series == "":
            raise ValueError("a series has a name")
        return self


class PromoRecords(Contract):
    """Promo codes, the newest first; of one series in the order they were made."""

    items: list[PromoRecord]
    next_cursor: str | None


class EndPromo(Contract):
    """End it now, for somebody who saw `version`."""

    version: Version
