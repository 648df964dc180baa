"""The catalogue as its editors see it: both languages, what is hidden, and the version that was seen.

What is read may be older than the rules for what is written, so `…Record` promises less than `…Form`.
"""

from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from realtime.contract import Contract, Id
from realtime.contracts import Money
from server.accounts.contracts import Email
from server.catalog.contracts import Format, Slug

LARGEST_PRICE: Final = 100_000_000
LONGEST_LINE: Final = 200
LONGEST_PASSAGE: Final = 1_000
LONGEST_PROSE: Final = 40_000

_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINE)]
_Passage = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_PASSAGE)]
_Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_PROSE)]
Version = Annotated[int, Field(ge=0, le=2**31)]


def _distinct(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))


Slugs = Annotated[list[Slug], Field(max_length=100), AfterValidator(_distinct)]
Languages = Annotated[list[Literal["ru", "en"]], Field(min_length=1, max_length=2), AfterValidator(_distinct)]


class Words(Contract):
    """One text in both languages, as it is stored."""

    ru: str
    en: str


class Line(Contract):
    """One line in both languages; neither may be empty."""

    ru: _Line
    en: _Line


class Passage(Contract):
    """A few sentences in both languages."""

    ru: _Passage
    en: _Passage


class Prose(Contract):
    """Markdown in both languages."""

    ru: _Prose
    en: _Prose


class RecordQuery(Contract):
    """Which part of a list: `cursor` is the `next_cursor` of the part before."""

    cursor: Annotated[str, Field(max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class SeenVersion(Contract):
    """The version that whoever removes something has seen."""

    version: Version


class NewOrder(Contract):
    """Everything of a kind, in the order wanted."""

    slugs: Annotated[list[Slug], Field(max_length=1_000)]


class Draft(Contract):
    """Markdown that nobody has saved yet; with `facts` the organisation's details in that language are filled in."""

    markdown: Annotated[str, StringConstraints(max_length=LONGEST_PROSE)]
    facts: Literal["ru", "en"] | None = None


class Preview(Contract):
    """What readers will see: safe HTML, made by what makes the pages."""

    html: str


class FormatWords(Contract):
    """A format that a service is offered in."""

    format: Format
    title: Words
    description: Words


class FormatForm(Contract):
    """A format to offer a service in."""

    format: Format
    title: Line
    description: Passage


class Lasting(Contract):
    """How long a bought service lives: whole months, days, or both."""

    months: Annotated[int, Field(ge=0, le=60)]
    days: Annotated[int, Field(ge=0, le=366)]

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if not self.months and not self.days:
            raise ValueError("it must last")
        return self


class Lasted(Contract):
    """How long a bought service lives, as stored."""

    months: int
    days: int


class Price(Contract):
    """What it costs, in kopecks."""

    amount: Annotated[int, Field(gt=0, le=LARGEST_PRICE)]
    currency: Literal["RUB"]


class ServiceRecord(Contract):
    """A service. `birth_of` tells whose birth the astrologer works with."""

    slug: str
    version: int
    title: Words
    summary: Words
    description: Words
    learn: list[Words]
    price: Money
    validity: Lasted
    formats: list[FormatWords]
    related: list[str]
    illustration: str
    featured: bool
    grants_chart: bool
    birth_of: Literal["client", "other"] | None
    hidden: bool


class ServiceForm(Contract):
    """What an editor may say about a service."""

    title: Line
    summary: Passage
    description: Prose
    learn: Annotated[list[Passage], Field(max_length=20)]
    price: Price
    validity: Lasting
    formats: Annotated[list[FormatForm], Field(min_length=1, max_length=2)]
    related: Slugs
    illustration: Annotated[str, StringConstraints(pattern=r"^art/services/[a-z0-9-]{1,60}\.svg$")]
    featured: bool
    grants_chart: bool
    birth_of: Literal["client", "other"] | None
    hidden: bool

    @model_validator(mode="after")
    def _each_format_once(self) -> Self:
        if len({offer.format for offer in self.formats}) < len(self.formats):
            raise ValueError("a format is offered twice")
        return self


class NewService(ServiceForm):
    """A service under an address of its own, which stays."""

    slug: Slug


class ChangeService(ServiceForm):
    """The whole form of somebody who saw `version`."""

    version: Version


class ServiceRecords(Contract):
    """Services, hidden ones too, in the order of the catalogue."""

    items: list[ServiceRecord]
    next_cursor: str | None


class AstrologerRecord(Contract):
    """An astrologer's page and the account behind it. `portrait` is an address."""

    slug: str
    version: int
    user_id: Id
    account_email: str | None
    name: Words
    bio: Words
    about: Words
    education: list[Words]
    directions: list[Words]
    services: list[str]
    languages: list[str]
    portrait: str
    hidden: bool


class AstrologerForm(Contract):
    """What an editor may say about an astrologer."""

    name: Line
    bio: Passage
    about: Prose
    education: Annotated[list[Passage], Field(max_length=20)]
    directions: Annotated[list[Line], Field(max_length=20)]
    services: Slugs
    languages: Languages
    hidden: bool


class NewAstrologer(AstrologerForm):
    """A page for the account with this address; there is a new account if nobody has it."""

    slug: Slug
    account_email: Email


class ChangeAstrologer(AstrologerForm):
    """The whole form of somebody who saw `version`."""

    version: Version


class AstrologerRecords(Contract):
    """Astrologers, hidden ones too, in the order of the catalogue."""

    items: list[AstrologerRecord]
    next_cursor: str | None
