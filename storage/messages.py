"""Messages: committed once, in order, never rewritten but by edit, deletion and reaction.

Two unique indexes carry the promises. `(conversation_id, seq)`: seq is 1, 2, 3… without gaps.
`(conversation_id, sender_id, client_message_id)`: the same send, however often tried, is stored once.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from beanie import Document
from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.ids import PRESENT_TEXT, AttachmentId, ConversationId, MessageId, UserId, new_id


class MessageKind(StrEnum):
    """What a message is; `system` messages are written by the product itself."""

    TEXT = "text"
    VOICE = "voice"
    FILE = "file"
    IMAGE = "image"
    SYSTEM = "system"


class AttachedFile(BaseModel):
    """What a message remembers of a file: enough to show it without another query."""

    id: AttachmentId
    name: str
    content_type: str
    size: int
    width: int | None = None
    height: int | None = None
    has_thumbnail: bool = False


class Reaction(BaseModel):
    """One emoji and everybody who put it."""

    emoji: str
    user_ids: list[UserId]


class SystemEntry(BaseModel):
    """What a system message says: a code and its parameters, translated where it is read."""

    code: str
    params: dict[str, str] = Field(default_factory=dict)


class Message(Document):
    """One committed message. `rev` is the conversation's `rev` of its last change, 0 while unchanged."""

    id: MessageId = Field(default_factory=lambda: MessageId(new_id()))
    conversation_id: ConversationId
    seq: int
    rev: int = 0
    sender_id: UserId | None = None
    sender_role: str
    sender_name: str
    client_message_id: str | None = None
    kind: MessageKind
    text: str = ""
    attachments: list[AttachedFile] = Field(default_factory=list)
    reply_to_seq: int | None = None
    reactions: list[Reaction] = Field(default_factory=list)
    system: SystemEntry | None = None
    created_at: datetime
    edited_at: datetime | None = None
    deleted_at: datetime | None = None

    class Settings:
        name = "messages"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("conversation_id", ASCENDING), ("seq", ASCENDING)], unique=True, name="order"),
            IndexModel(
                [("conversation_id", ASCENDING), ("sender_id", ASCENDING), ("client_message_id", ASCENDING)],
                unique=True,
                name="once",
                partialFilterExpression={"client_message_id": PRESENT_TEXT},
            ),
            IndexModel(
                [("conversation_id", ASCENDING), ("rev", ASCENDING)],
                name="changes",
                partialFilterExpression={"rev": {"$gt": 0}},
            ),
        ]


async def last_seq(conversation_id: ConversationId) -> int:
    """The highest committed seq of the conversation, 0 when it is empty."""
    found = await Message.get_motor_collection().find_one(
        {"conversation_id": conversation_id}, {"seq": 1}, sort=[("seq", DESCENDING)]
    )
    return int(found["seq"]) if found else 0


async def page_after(conversation_id: ConversationId, after_seq: int, limit: int) -> list[Message]:
    """Up to `limit` messages with a seq above `after_seq`, ascending."""
    return (
        await Message.find({"conversation_id": conversation_id, "seq": {"$gt": after_seq}})
        .sort("+seq")
        .limit(limit)
        .to_list()
    )


async def page_before(conversation_id: ConversationId, before_seq: int | None, limit: int) -> list[Message]:
    """Up to `limit` messages with a seq below `before_seq` (None: the newest), ascending."""
    query: dict[str, Any] = {"conversation_id": conversation_id}
    if before_seq is not None:
        query["seq"] = {"$lt": before_seq}
    newest_first = await Message.find(query).sort("-seq").limit(limit).to_list()
    return newest_first[::-1]


async def changes_after(conversation_id: ConversationId, rev: int, up_to_seq: int, limit: int) -> list[Message]:
    """Up to `limit` messages changed after `rev` that the asker already has (seq ≤ `up_to_seq`), by rev."""
    return (
        await Message.find({"conversation_id": conversation_id, "rev": {"$gt": rev}, "seq": {"$lte": up_to_seq}})
        .sort("+rev")
        .limit(limit)
        .to_list()
    )


async def message_by_client_id(
    conversation_id: ConversationId, sender_id: UserId, client_message_id: str
) -> Message | None:
    """The message that this send became, or None."""
    return await Message.find_one(
        {"conversation_id": conversation_id, "sender_id": sender_id, "client_message_id": client_message_id}
    )


async def newest_by_conversation(since: MessageId) -> dict[ConversationId, Message]:
    """The newest message of every conversation that got one after the id `since` (ids carry their second)."""
    newest: dict[ConversationId, Message] = {}
    async for message in Message.find({"_id": {"$gt": since}}).sort("+_id"):
        known = newest.get(message.conversation_id)
        if known is None or known.seq < message.seq:
            newest[message.conversation_id] = message
    return newest


async def anybody_wrote(conversation_id: ConversationId) -> bool:
    """Whether a person has written in the conversation; what the product itself writes does not count."""
    query = {"conversation_id": conversation_id, "sender_id": {"$ne": None}}
    return await Message.get_motor_collection().find_one(query, {"_id": 1}) is not None
