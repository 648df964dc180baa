"""The organisation as its editors see it."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from realtime.contract import Contract
from server.accounts.contracts import Email
from server.admin.catalogue.contracts import Line, Version, Words

Card = Literal["mir", "visa", "mastercard", "jcb", "unionpay"]


def _distinct(cards: list[Card]) -> list[Card]:
    return list(dict.fromkeys(cards))


Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+\d{7,15}$")]
Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^https://[^\s<>\"]+$")]


class OrganisationRecord(Contract):
    """Who sells, how to be reached, and on which conditions. `slug` is always «site»."""

    slug: Literal["site"] = "site"
    version: int
    name: Words
    legal_name: Words
    taxpayer_number: str
    registration_number: str
    address: Words
    email: str
    phone: str
    support_email: str
    support_phone: str
    telegram: str
    vkontakte: str
    accepted_cards: list[str]
    refund_days: int


class ChangeOrganisation(Contract):
    """The whole form of somebody who saw `version`. Numbers are those of the state register (ИНН, ОГРН)."""

    version: Version
    name: Line
    legal_name: Line
    taxpayer_number: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^(\d{10}|\d{12})$")]
    registration_number: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^(\d{13}|\d{15})$")]
    address: Line
    email: Email
    phone: Phone
    support_email: Email
    support_phone: Phone
    telegram: Address
    vkontakte: Address
    accepted_cards: Annotated[list[Card], Field(min_length=1, max_length=5), AfterValidator(_distinct)]
    refund_days: Annotated[int, Field(ge=1, le=365)]
