"""What the support desk asks for over HTTP, and what a visitor tells it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts import EntitlementOut, Money, NoteOut, OrderOut
from storage.users import Role


class NotesQuery(Contract):
    """A page of notes; `cursor` is the page before's."""

    cursor: Id | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class NotePage(Contract):
    """Internal notes, newest first."""

    items: list[NoteOut]
    next_cursor: str | None


class ColleagueOut(Contract):
    """Somebody who answers help chats; `load`: how many they hold now."""

    id: Id
    name: str
    avatar_url: str | None
    presence: Literal["online", "offline"]
    availability: Literal["available", "busy", "away"] = "available"
    load: int


class ColleaguePage(Contract):
    """Whoever is here first, of these whoever has least to do."""

    items: list[ColleagueOut]
    next_cursor: str | None


class ShowPage(Contract):
    """Where a visitor is: the page's address and title, where they came from, and the language and zone of the device.

    Of addresses the query, the fragment and any credentials are dropped before anything is kept.
    """

    url: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""
    referrer: Annotated[str, StringConstraints(max_length=4000)] = ""
    language: Annotated[str, StringConstraints(max_length=35)] = ""
    timezone: Annotated[str, StringConstraints(max_length=64)] = ""


class VisitedPageOut(Contract):
    """A page that a visitor was on."""

    url: str
    title: str
    referrer: str | None
    at: Timestamp


class DeviceOut(Contract):
    """What a visitor's browser says it is; it may lie."""

    browser: str | None
    platform: str | None


class VisitorPerson(Contract):
    """Whom support talks to. `is_recognised`: they proved who they are; what a guest typed nobody checked."""

    id: Id
    role: Role
    name: str
    phone: str | None
    email: str | None
    is_recognised: bool
    presence: Literal["online", "offline"]
    last_seen_at: Timestamp | None
    created_at: Timestamp


class VisitorPayment(Contract):
    """The money of an order: `provider` took it at `paid_at`; `tries` counts declined ones, too."""

    provider: str
    amount: Money
    tries: int
    paid_at: Timestamp | None
    refunded_at: Timestamp | None


class VisitorOrder(Contract):
    """An order of the visitor's, and its payment."""

    order: OrderOut
    payment: VisitorPayment | None


class EarlierRating(Contract):
    """How a question was resolved, in the visitor's eyes; `words` of the newest alone are kept."""

    stars: int
    words: str
    given_at: Timestamp
    resolved_by: str | None


class VisitorOut(Contract):
    """What the desk knows of the visitor of a help chat. Reading it is written down.

    `pages` newest first, at most 20; `timezone` is a name like `Europe/Moscow`.
    """

    conversation_id: Id
    person: VisitorPerson
    device: DeviceOut | None
    language: str | None
    timezone: str | None
    pages: list[VisitedPageOut]
    orders: list[VisitorOrder]
    entitlements: list[EntitlementOut]
    ratings: list[EarlierRating]


class FindClient(Contract):
    """A whole phone number or a whole e-mail address; parts find nobody."""

    q: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]


class FoundClient(Contract):
    """A client who was found. `conversation_id`: their help chat; whoever has one is not merged with a guest."""

    id: Id
    name: str
    phone: str | None
    email: str | None
    conversation_id: Id | None
    created_at: Timestamp


class FoundClients(Contract):
    """At most one for a phone, one for an address."""

    items: list[FoundClient]
    next_cursor: str | None


class MergeGuest(Contract):
    """The client who the guest of this help chat is."""

    client_id: Id


class RateSupport(Contract):
    """What the visitor says of how the question was resolved."""

    stars: Annotated[int, Field(ge=1, le=5, strict=True)]
    words: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""


class RatingFigure(Contract):
    """The mean of so many ratings, of 5."""

    stars: float
    count: int


class DeskCounts(Contract):
    """How many chats stand in each tab of the desk now; `mine` are the caller's own."""

    new: int
    mine: int
    open: int
    snoozed: int


class DeskFigures(Contract):
    """The desk at this moment. Days are those of the support hours' time zone; `week` is today and six days before."""

    counts: DeskCounts
    waiting_now: int
    longest_waiting_since: Timestamp | None
    first_answer_today_seconds: int | None
    first_answer_week_seconds: int | None
    answered_today: int
    resolved_today: int
    rating_week: RatingFigure | None
    is_assigning: bool
    chats_per_person: int
    people: list[ColleagueOut]
