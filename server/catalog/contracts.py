"""The catalogue on the wire. Every text is in one language already."""

from typing import Annotated, Literal

from pydantic import Field

from realtime.contract import Contract, Timestamp
from realtime.contracts import AvailabilityOut, Money

Slug = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[a-z0-9-]+$")]
Format = Literal["audio", "written"]


class PageQuery(Contract):
    """Which part of a list: `cursor` is the `next_cursor` of the part before."""

    cursor: Annotated[str, Field(max_length=200)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class ServicesQuery(PageQuery):
    """Services on sale, optionally those of one astrologer."""

    astrologer: Slug | None = None


class ValidityOut(Contract):
    """How long a bought service lives, in numbers and in words («6 месяцев»)."""

    months: int
    days: int
    text: str


class FormatOut(Contract):
    """A format in which a service can be ordered."""

    format: Format
    title: str
    description: str


class ServiceCard(Contract):
    """A service in a list. `illustration` is the path of an SVG image."""

    slug: str
    title: str
    summary: str
    price: Money
    validity: ValidityOut
    formats: list[FormatOut]
    illustration: str


class ServicePage(Contract):
    """A part of the catalogue, in its order."""

    items: list[ServiceCard]
    next_cursor: str | None


class RatingOut(Contract):
    """`average` of 1 to 5 stars; null before the first review."""

    average: float | None
    count: int


class AstrologerCard(Contract):
    """An astrologer in a list. `presence` tells of an open connection, `availability` is the astrologer's own word.

    `takes_new`: they have room for another consultation.
    """

    slug: str
    name: str
    bio: str
    directions: list[str]
    languages: list[str]
    portrait: str
    presence: Literal["online", "offline"]
    availability: AvailabilityOut
    takes_new: bool = True
    rating: RatingOut


class AstrologerPage(Contract):
    """Astrologers in the order of the catalogue."""

    items: list[AstrologerCard]
    next_cursor: str | None


class AstrologerOut(AstrologerCard):
    """An astrologer's page. `about` is markdown, `about_html` the same as safe HTML."""

    about: str
    about_html: str
    education: list[str]
    services: list[ServiceCard]


class ServiceOut(ServiceCard):
    """A service's page. `description` is markdown, `description_html` the same as safe HTML."""

    description: str
    description_html: str
    learn: list[str]
    related: list[ServiceCard]
    astrologers: list[AstrologerCard]


class PictureSource(Contract):
    """One format of a picture; `srcset` as in HTML."""

    type: str
    srcset: str


class PictureOut(Contract):
    """A picture in several widths, the smallest files first; `width` and `height` are its shape."""

    width: int
    height: int
    sources: list[PictureSource]


class ArticleCard(Contract):
    """An article in a list. `astrologer` is the slug of its author's page, if there is one.

    `cover` is one address of its picture, `picture` all of them where there are several widths.
    """

    slug: str
    title: str
    summary: str
    author: str
    astrologer: str | None
    cover: str
    picture: PictureOut | None = None
    published_at: Timestamp
    reading_minutes: int


class ArticlePage(Contract):
    """Articles, newest first."""

    items: list[ArticleCard]
    next_cursor: str | None


class ArticleOut(ArticleCard):
    """An article. `html` is safe to show, `plain` has no markup."""

    html: str
    plain: str


class QuestionOut(Contract):
    """A question with its answer as markdown and as safe HTML."""

    slug: str
    question: str
    answer: str
    answer_html: str


class QuestionPage(Contract):
    """Questions in their order."""

    items: list[QuestionOut]
    next_cursor: str | None


class OrganisationOut(Contract):
    """Who sells."""

    name: str
    legal_name: str
    taxpayer_number: str
    registration_number: str
    address: str


class ContactsOut(Contract):
    """Phones are E.164."""

    email: str
    phone: str
    support_email: str
    support_phone: str


class SupportOut(Contract):
    """When support answers. `weekdays` are ISO (1 is Monday), `opens` and `closes` wall-clock times in `timezone`.

    `open_now` and `opens_at` (null while open) are computed for the moment of the answer.
    """

    weekdays: list[int]
    opens: str
    closes: str
    timezone: str
    open_now: bool
    opens_at: Timestamp | None


class SocialOut(Contract):
    """The organisation's pages elsewhere."""

    telegram: str
    vkontakte: str


class LegalLink(Contract):
    """A legal text by name; `group` tells whether it belongs to the list of the partner programmes."""

    slug: str
    title: str
    url: str
    group: Literal["important", "partners"]


class LegalVersionLink(Contract):
    """A version of a legal text, which is read at `url`."""

    number: int
    url: str
    effective_at: Timestamp


class LegalTextOut(LegalLink):
    """A version of a legal text with the organisation's details filled in.

    `versions` are the one in force and all before it, the newest first.
    """

    html: str
    plain: str
    effective_at: Timestamp
    number: int
    is_in_force: bool
    versions: list[LegalVersionLink]


class SiteOut(Contract):
    """What every page says about the organisation."""

    organisation: OrganisationOut
    contacts: ContactsOut
    support: SupportOut
    social: SocialOut
    accepted_cards: list[str]
    refund_days: int
    legal: list[LegalLink]


class RecommendedService(ServiceCard):
    """A service for the caller; `reason` says in one line why (null: it is simply shown first)."""

    reason: str | None = None


class RecommendationPage(Contract):
    """Services for this person, the most fitting first."""

    items: list[RecommendedService]
    next_cursor: None = None
