"""Queries and bodies of the conversation endpoints."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from realtime.contract import Contract
from realtime.contracts import ConversationOut
from realtime.contracts.commands import HistoryPage
from storage.conversations import ConversationKind, ConversationState
from storage.queue_place import QueueState


class InboxQuery(Contract):
    """`cursor` is the `next_cursor` of the page before."""

    state: ConversationState | None = None
    kind: ConversationKind | None = None
    cursor: Annotated[str, StringConstraints(max_length=100)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class QueueQuery(Contract):
    """`open`: everything that is not resolved. `mine`: what the caller answers. `snoozed`: what sleeps now."""

    state: QueueState | Literal["open", "mine", "snoozed"] = "open"
    cursor: Annotated[str, StringConstraints(max_length=100)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class MessagesQuery(HistoryPage):
    """The newest page when no place is given; the answer is always ascending."""


class StartGuest(Contract):
    """A visitor introduces themselves in the help chat."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    phone: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=40)]


class GuestStarted(Contract):
    """`token` opens the socket and the API for this guest alone; it is shown once."""

    token: str
    conversation: ConversationOut


class EndConsultation(Contract):
    """How a consultation ends: at once, or after so many days for questions."""

    follow_up_days: Annotated[int, Field(ge=0, le=14)] = 0


class NoBody(Contract):
    """An empty object."""
