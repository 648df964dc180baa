"""Conversations as administrators see them: who and when, and what was said once they have told why."""

from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from realtime.contract import Contract, Id, Timestamp
from realtime.contracts import ConversationOut, TextOut
from server.catalog.contracts import Slug
from storage.conversations import ConversationKind, ConversationState
from storage.users import Role

IdText = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class ConversationsQuery(Contract):
    """Which conversations: those that fit all that is given. `since` and `until` (not included) are when they began.

    `person` is the id of whoever takes part.
    """

    kind: ConversationKind | None = None
    astrologer: Slug | None = None
    person: IdText | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    cursor: IdText | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class ConversationPerson(Contract):
    """Somebody who takes part; the name is empty once the account was deleted."""

    id: Id
    role: Role
    name: str


class ConversationRecord(Contract):
    """A conversation without a word of it. `messages` is how many there are."""

    id: Id
    kind: ConversationKind
    state: ConversationState
    people: list[ConversationPerson]
    service_title: TextOut | None
    messages: int
    created_at: Timestamp
    last_message_at: Timestamp
    active_until: Timestamp | None
    completed_at: Timestamp | None


class ConversationRecords(Contract):
    """Conversations, those begun last first."""

    items: list[ConversationRecord]
    next_cursor: str | None


class ReadingReason(StrEnum):
    """Why an administrator reads what two people told each other."""

    COMPLAINT = "complaint"
    REFUND = "refund"
    SAFETY = "safety"
    LAW = "law"


class OpenConversation(Contract):
    """Why it is read, for the audit log. `comment` says what happened, without what is in the conversation."""

    reason: ReadingReason
    comment: Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=300)]


class OpenedConversation(Contract):
    """The conversation, which lies open to whoever asked until `until`."""

    conversation: ConversationOut
    until: Timestamp
