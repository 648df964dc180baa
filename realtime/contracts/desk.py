"""The support desk on the wire: what staff do with a help chat beside answering it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from realtime.contract import Contract, Id
from realtime.contracts.commands import Moment

MAX_TAGS = 20

Tag = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=40)]
Doing = Literal["viewing", "typing", "gone"]


class ViewChat(Contract):
    """`queue.view`: what the caller does with a chat; never stored. Said again within 20 seconds while it goes on."""

    conversation_id: Id
    doing: Doing


class SnoozeChat(Contract):
    """`queue.snooze`: out of sight until then, or until the visitor writes; without `until` it is back at once."""

    conversation_id: Id
    until: Moment | None = None


class TagChat(Contract):
    """`queue.tag`: the chat has these tags from now on, and no others."""

    conversation_id: Id
    tags: Annotated[list[Tag], Field(max_length=MAX_TAGS)]


class BlockVisitor(Contract):
    """`queue.block`: the visitor may not write here any more, or may again. The chat leaves the queue."""

    conversation_id: Id
    blocked: bool
