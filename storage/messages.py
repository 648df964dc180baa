"""Messages: committed once, in order, never rewritten but by edit, deletion and reaction.

Two unique indexes carry the promises. `(conversation_id, seq)`: seq is 1, 2, 3… without gaps.
`(conversation_id, sender_id, client_message_id)`: the same send, however often tried, is stored once.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final, TypedDict

from beanie import Document
from pydantic import BaseModel, Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.ids import PRESENT_TEXT, AttachmentId, ConversationId, MessageId, UserId, new_id

DATE_PROBES: Final = 16
DATE_SLACK: Final = 30


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
    duration_ms: int | None = None
    waveform: list[int] | None = None


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


class StoredMessage(TypedDict):
    """A message as the collection holds it: what the few paths handle for which a Document would cost too much."""

    _id: MessageId
    conversation_id: ConversationId
    seq: int
    rev: int
    sender_id: UserId | None
    sender_role: str
    sender_name: str
    client_message_id: str | None
    kind: str
    text: str
    attachments: list[dict[str, Any]]
    reply_to_seq: int | None
    reactions: list[dict[str, Any]]
    system: dict[str, Any] | None
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None


def new_message(
    *,
    conversation_id: ConversationId,
    sender_id: UserId | None,
    sender_role: str,
    sender_name: str,
    client_message_id: str,
    kind: MessageKind,
    created_at: datetime,
    text: str = "",
    attachments: Sequence[AttachedFile] = (),
    reply_to_seq: int | None = None,
    system: SystemEntry | None = None,
) -> StoredMessage:
    """A message that is to be appended; the appender gives it its `seq`."""
    return {
        "_id": MessageId(new_id()),
        "conversation_id": conversation_id,
        "seq": 0,
        "rev": 0,
        "sender_id": sender_id,
        "sender_role": str(sender_role),
        "sender_name": sender_name,
        "client_message_id": client_message_id,
        "kind": str(kind),
        "text": text,
        "attachments": [one.model_dump() for one in attachments],
        "reply_to_seq": reply_to_seq,
        "reactions": [],
        "system": system.model_dump() if system else None,
        "created_at": created_at,
        "edited_at": None,
        "deleted_at": None,
    }


async def last_seq(conversation_id: ConversationId) -> int:
    """The highest committed seq of the conversation, 0 when it is empty."""
    found = await Message.get_motor_collection().find_one(
        {"conversation_id": conversation_id}, {"seq": 1}, sort=[("seq", DESCENDING)]
    )
    return int(found["seq"]) if found else 0


def stored_form(message: Message) -> StoredMessage:
    """The message as the collection holds it."""
    document: Any = message.model_dump(by_alias=True, exclude={"revision_id"})
    return document  # type: ignore[no-any-return]


async def _found(query: dict[str, Any], order: tuple[str, int], limit: int) -> list[StoredMessage]:
    cursor = Message.get_motor_collection().find(query, sort=[order], limit=limit, batch_size=limit)
    found: list[Any] = await cursor.to_list(limit)
    return found


async def last_seq_before(conversation_id: ConversationId, moment: datetime) -> int:
    """The seq behind which the first message of `moment` or later stands: by halving, with no index of its own.

    Messages are numbered when they are committed and dated when they are sent, so neighbours may be the other way
    round; what is up to thirty places before its turn is seen.
    """
    first, last = 1, await last_seq(conversation_id)
    while last - first > DATE_SLACK:
        probes = [first + (last - first) * n // DATE_PROBES for n in range(1, DATE_PROBES)]
        dates = await _dates(conversation_id, {"$in": probes})
        later = next((seq for seq, at in dates if at >= moment), None)
        earlier = [seq for seq, _ in dates if later is None or seq < later]
        narrowed = (earlier[-1] if earlier else first, later if later is not None else last)
        if narrowed == (first, last):
            break
        first, last = narrowed
    around = await _dates(conversation_id, {"$gte": first - DATE_SLACK, "$lte": last + 1})
    found = next((seq for seq, at in around if at >= moment), None)
    return (found if found is not None else last + 1) - 1


async def _dates(conversation_id: ConversationId, seq: dict[str, Any]) -> list[tuple[int, datetime]]:
    query = {"conversation_id": conversation_id, "seq": seq}
    cursor = Message.get_motor_collection().find(query, {"_id": 0, "seq": 1, "created_at": 1}).sort("seq", ASCENDING)
    return [(one["seq"], one["created_at"]) async for one in cursor]


async def messages_by_id(ids: Sequence[MessageId]) -> list[Message]:
    """The messages among `ids` that exist, in no particular order."""
    return await Message.find({"_id": {"$in": list(ids)}}).to_list()


async def page_after(conversation_id: ConversationId, after_seq: int, limit: int) -> list[StoredMessage]:
    """Up to `limit` messages with a seq above `after_seq`, ascending."""
    return await _found({"conversation_id": conversation_id, "seq": {"$gt": after_seq}}, ("seq", ASCENDING), limit)


async def page_before(conversation_id: ConversationId, before_seq: int | None, limit: int) -> list[StoredMessage]:
    """Up to `limit` messages with a seq below `before_seq` (None: the newest), ascending."""
    query: dict[str, Any] = {"conversation_id": conversation_id}
    if before_seq is not None:
        query["seq"] = {"$lt": before_seq}
    newest_first = await _found(query, ("seq", DESCENDING), limit)
    return newest_first[::-1]


async def changes_after(conversation_id: ConversationId, rev: int, up_to_seq: int, limit: int) -> list[StoredMessage]:
    """Up to `limit` messages changed after `rev` that the asker already has (seq ≤ `up_to_seq`), by rev."""
    query = {"conversation_id": conversation_id, "rev": {"$gt": rev}, "seq": {"$lte": up_to_seq}}
    return await _found(query, ("rev", ASCENDING), limit)


async def message_by_client_id(
    conversation_id: ConversationId, sender_id: UserId, client_message_id: str
) -> StoredMessage | None:
    """The message that this send became, or None."""
    found: Any = await Message.get_motor_collection().find_one(
        {"conversation_id": conversation_id, "sender_id": sender_id, "client_message_id": client_message_id}
    )
    return found  # type: ignore[no-any-return]


async def newest_by_conversation(since: MessageId) -> dict[ConversationId, StoredMessage]:
    """The newest message of every conversation that got one after the id `since` (ids carry their second)."""
    newest: dict[ConversationId, StoredMessage] = {}
    found: Any
    async for found in Message.get_motor_collection().find({"_id": {"$gt": since}}, sort=[("_id", ASCENDING)]):
        known = newest.get(found["conversation_id"])
        if known is None or known["seq"] < found["seq"]:
            newest[found["conversation_id"]] = found
    return newest


async def person_wrote(conversation_id: ConversationId, sender_id: UserId) -> bool:
    """Whether this person has written in the conversation, even if they took it back."""
    query = {"conversation_id": conversation_id, "sender_id": sender_id}
    return await Message.get_motor_collection().find_one(query, {"_id": 1}) is not None


async def anybody_wrote(conversation_id: ConversationId) -> bool:
    """Whether a person has written in the conversation; what the product itself writes does not count."""
    query = {"conversation_id": conversation_id, "sender_id": {"$ne": None}}
    return await Message.get_motor_collection().find_one(query, {"_id": 1}) is not None


_ABOUT: Final = {"conversation_id": 1, "seq": 1, "sender_id": 1, "sender_name": 1}


async def said_between(after: MessageId, before: MessageId, limit: int) -> list[StoredMessage]:
    """The next `limit` messages of people that were made between two ids: who said which message where, no words."""
    query = {"_id": {"$gt": after, "$lt": before}, "kind": {"$ne": MessageKind.SYSTEM}}
    cursor = Message.get_motor_collection().find(query, _ABOUT).sort("_id", ASCENDING).limit(limit)
    found: list[StoredMessage] = await cursor.to_list(None)
    return found
