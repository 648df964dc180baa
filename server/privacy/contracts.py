"""What people are told of their own data, and how they take it away."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts import EntitlementOut, MessageOut, Money, OrderOut, SupportRatingOut, TextOut
from server.accounts.contracts import Profile, SessionOut, Typed
from server.births.contracts import GivenBirthOut
from server.desk.contracts import VisitedPageOut
from storage.conversations import ConversationKind
from storage.users import Role

EXPORT_FORMAT = "astars-export-1"


class ConsentedTextOut(Contract):
    """A legal text that was agreed to. `digest` (SHA-256) names its very words; `is_current`: it says the same now."""

    slug: str
    title: TextOut
    url: str
    effective_at: Timestamp
    digest: str
    is_current: bool


class ConsentOut(Contract):
    """One consent to the processing of personal data, given with an order. Older ones may not name their texts."""

    order_id: Id
    service_title: TextOut
    given_at: Timestamp
    texts: list[ConsentedTextOut]


class ConsentsQuery(Contract):
    """A part of the list: `cursor` is the `next_cursor` of the part before."""

    cursor: Annotated[str, StringConstraints(max_length=64)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class ConsentPage(Contract):
    """Consents, newest first."""

    items: list[ConsentOut]
    next_cursor: str | None


class DeleteAccount(Contract):
    """Delete the account for good, with a fresh proof: the password, or a code that was sent to the account's phone."""

    password: Typed | None = None
    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)] | None = None


class ExportedProfile(Contract):
    """The profile, and what it does not show."""

    profile: Profile
    contact_phone: str | None
    created_at: Timestamp
    last_seen_at: Timestamp | None


class ExportedOrder(Contract):
    """An order with what was typed into its form, and where its receipt went."""

    order: OrderOut
    first_name: str
    last_name: str
    phone: str
    receipt_email: str | None
    price: Money
    promo_code: str | None
    consent_at: Timestamp
    cancelled_at: Timestamp | None
    refund_requested_at: Timestamp | None
    refunded_at: Timestamp | None


class ExportedFile(Contract):
    """A file that the person has uploaded. `url` answers whoever is signed in as them."""

    id: Id
    conversation_id: Id
    name: str
    content_type: str
    size: int
    created_at: Timestamp
    sent_at: Timestamp | None
    url: str


class ExportedMessage(Contract):
    """A message that the person may read, and where its files are for whoever is signed in as them."""

    message: MessageOut
    file_urls: list[str]


class ExportedReview(Contract):
    """What the person said of a consultation. `is_published`: everybody may read it, under the first name."""

    conversation_id: Id
    stars: int
    text: str
    is_published: bool
    created_at: Timestamp
    changed_at: Timestamp | None


class ExportedBirth(Contract):
    """Whose birth a consultation is about, as the person gave it."""

    entitlement_id: Id
    birth: GivenBirthOut


class ExportedParticipant(Contract):
    """Somebody in a conversation."""

    user_id: Id
    role: Role
    name: str


class ExportedVisit(Contract):
    """Where the person was while they talked to support: the last pages, newest first, and what their device said."""

    pages: list[VisitedPageOut]
    user_agent: str
    language: str | None
    timezone: str | None


class ExportedConversation(Contract):
    """A conversation with everything that was said in it; `messages` are the last, being written as they are read.

    `visit` and `support_rating` are of help chats alone.
    """

    id: Id
    kind: ConversationKind
    state: str
    service_title: TextOut | None
    participants: list[ExportedParticipant]
    created_at: Timestamp
    active_until: Timestamp | None
    completed_at: Timestamp | None
    visit: ExportedVisit | None = None
    support_rating: SupportRatingOut | None = None
    messages: list[ExportedMessage]


class DataExport(Contract):
    """Everything that is kept about a person. `is_complete` comes last: a file that was cut off has none."""

    format: Literal["astars-export-1"]
    exported_at: Timestamp
    person: ExportedProfile
    sessions: list[SessionOut]
    consents: list[ConsentOut]
    orders: list[ExportedOrder]
    entitlements: list[EntitlementOut]
    births: list[ExportedBirth]
    files: list[ExportedFile]
    reviews: list[ExportedReview]
    conversations: list[ExportedConversation]
    is_complete: Literal[True]
