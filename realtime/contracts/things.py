"""What things look like on the wire: messages, people, conversations."""

from typing import Literal

from pydantic import Field

from realtime.contract import Contract, Id, Timestamp
from storage.conversations import ConversationKind, ConversationState
from storage.messages import MessageKind
from storage.queue_place import QueueState
from storage.users import Role
from storage.waiting import OfferOption


class Sender(Contract):
    """Who wrote a message, as the other side may see them. A system message has no `id`."""

    id: Id | None
    role: Role | Literal["system"]
    name: str


class AttachmentOut(Contract):
    """A file of a message; its bytes are fetched through `/api/attachments/{id}`.

    A recorded voice has its length and its shape: how loud it is from beginning to end, from 0 to 100.
    """

    id: Id
    name: str
    content_type: str
    size: int
    width: int | None = None
    height: int | None = None
    has_thumbnail: bool = False
    duration_ms: int | None = None
    waveform: list[int] | None = None


class TextOut(Contract):
    """A text of the catalogue in every language; the client shows the one of its page."""

    ru: str
    en: str


class ReactionOut(Contract):
    """One emoji and everybody who put it."""

    emoji: str
    user_ids: list[Id]


class SystemNote(Contract):
    """What a system message says; the client translates `code` with `params`."""

    code: str
    params: dict[str, str] = Field(default_factory=dict)


class MessageOut(Contract):
    """A committed message. `seq` is 1, 2, 3… without gaps; `rev` grows when the message changes."""

    id: Id
    conversation_id: Id
    seq: int
    rev: int
    sender: Sender
    client_message_id: str | None
    kind: MessageKind
    text: str
    attachments: list[AttachmentOut]
    reply_to_seq: int | None
    reactions: list[ReactionOut]
    system: SystemNote | None = None
    created_at: Timestamp
    edited_at: Timestamp | None
    deleted_at: Timestamp | None


class AvailabilityOut(Contract):
    """What an astrologer or a support person says of themselves; `until` is when they will be back."""

    state: Literal["available", "busy", "away"]
    until: Timestamp | None = None


class ParticipantOut(Contract):
    """A person in a conversation, with how far they have received and read it."""

    user_id: Id
    role: Role
    name: str
    avatar_url: str | None = None
    delivered_seq: int
    read_seq: int
    presence: Literal["online", "offline"] = "offline"
    last_seen_at: Timestamp | None = None
    availability: AvailabilityOut | None = None


class ConsultationOut(Contract):
    """The contract strip of a consultation: what was bought and what of it is left."""

    entitlement_id: Id | None
    service_slug: str
    service_title: TextOut
    format: Literal["audio", "written"]
    answer_within_hours: int | None = None


class OfferOut(Contract):
    """What the client may choose because an answer is late; `choice` is theirs, and `days` those of `extend`."""

    id: Id
    options: list[OfferOption]
    days: int
    choice: OfferOption | None = None
    made_at: Timestamp


class NoteOut(Contract):
    """An internal note beside a help chat, for the staff alone. It stands behind the message `after_seq`."""

    id: Id
    conversation_id: Id
    author_id: Id
    author_name: str
    client_note_id: str
    text: str
    after_seq: int
    created_at: Timestamp


class DeskOut(Contract):
    """What the staff alone see of a help chat's place in the queue.

    `queued_at`: since when it waits for somebody to take it; null while nobody needs to.
    """

    queued_at: Timestamp | None
    snoozed_until: Timestamp | None
    tags: list[str]
    blocked_at: Timestamp | None
    asked_at: Timestamp | None
    first_answered_at: Timestamp | None


class SupportRatingOut(Contract):
    """What the visitor says of how a question was resolved, until `until`; without `stars` nothing yet."""

    stars: int | None
    words: str
    resolved_at: Timestamp
    until: Timestamp


class QueueOut(Contract):
    """A support conversation's place in the queue.

    `may_write`: whether the visitor may. `rating`: of the newest resolution, while it may be given, and once it was.
    `desk`: for the staff alone, null to the visitor.
    """

    state: QueueState
    assignee_id: Id | None
    waiting_since: Timestamp | None
    may_write: bool = True
    rating: SupportRatingOut | None = None
    desk: DeskOut | None = None


class ConversationOut(Contract):
    """A conversation as one participant sees it: `read_seq` and `unread` are their own.

    `follow_up_until`: it has been given, and may be written into until then. `waiting_since` is the client's oldest
    word without an answer, `answer_due_at` when an answer to it was promised.
    """

    id: Id
    kind: ConversationKind
    state: ConversationState
    active_until: Timestamp | None
    completed_at: Timestamp | None
    follow_up_until: Timestamp | None = None
    participants: list[ParticipantOut]
    consultation: ConsultationOut | None = None
    queue: QueueOut | None = None
    waiting_since: Timestamp | None = None
    answer_due_at: Timestamp | None = None
    offer: OfferOut | None = None
    last_message: MessageOut | None
    last_message_at: Timestamp | None
    last_seq: int
    rev: int
    read_seq: int
    unread: int
    created_at: Timestamp


class ConversationPage(Contract):
    """A page of the inbox, newest activity first."""

    items: list[ConversationOut]
    next_cursor: str | None


class UserOut(Contract):
    """A signed-in person, to themselves."""

    id: Id
    role: Role
    name: str
    language: Literal["ru", "en"]


class ErrorOut(Contract):
    """The error of an acknowledgement."""

    code: str
    detail: str
    retryable: bool
    retry_after_seconds: float | None = None
    field: str | None = None
