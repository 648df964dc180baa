"""The birth that a consultation is about, on the wire."""

from typing import Annotated, Literal, Self

from pydantic import StringConstraints

from realtime.contract import Contract, Id, Timestamp
from server.accounts.contracts import BirthData, PersonName
from storage.entitlements import GivenBirth
from storage.services import BirthOf


class GiveBirth(Contract):
    """Whose birth the consultation is about: the client's own, kept in the profile too, or another person's by name."""

    is_self: bool = True
    name: Annotated[PersonName, StringConstraints(strip_whitespace=True)] | None = None
    birth: BirthData


class GivenBirthOut(Contract):
    """A birth as it was given for one consultation."""

    name: str
    is_self: bool
    birth: BirthData
    given_at: Timestamp

    @classmethod
    def of(cls, given: GivenBirth) -> Self:
        """What was stored."""
        return cls(name=given.name, is_self=given.is_self, birth=BirthData.of(given.born), given_at=given.given_at)


class BirthAnswer(Contract):
    """The consultation's birth. `asked_of`: whose is asked for; null when the service needs none.

    `is_fixed`: the astrologer has begun, nobody changes it any more. `may_give`: the caller may give or change it now.
    `has_chart`: the caller may have the chart made of it.
    """

    conversation_id: Id
    asked_of: BirthOf | None
    given: GivenBirthOut | None
    is_fixed: bool
    may_give: bool
    has_chart: bool


class BirthChartQuery(Contract):
    """In which language; without it as `Accept-Language` says."""

    language: Literal["ru", "en"] | None = None
