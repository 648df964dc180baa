"""What things look like on the wire: messages, people, conversations."""

from typing import Literal

from pydantic import Field

from realtime.contract import Contract, Id, Timestamp
from storage.conversations import ConversationKind, ConversationState, QueueState
from storage.messages import MessageKind
from storage.users import Role


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


class QueueOut(Contract):
    """A support conversation's place in the queue."""

    state: QueueState
    assignee_id: Id | None
    waiting_since: Timestamp | None


class ConversationOut(Contract):
    """A conversation as one participant sees it: `read_seq` and `unread` are their own."""

    id: Id
    kind: ConversationKind
    state: ConversationState
    active_until: Timestamp | None
    completed_at: Timestamp | None
    participants: list[ParticipantOut]
    consultation: ConsultationOut | None = None
    queue: QueueOut | None = None
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
