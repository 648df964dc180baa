"""Files of messages: what was announced, what was checked, where the bytes lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from beanie import Document
from pydantic import BaseModel, Field
from pymongo import ASCENDING, IndexModel, ReturnDocument

from storage.ids import AttachmentId, ConversationId, UserId, new_id
from storage.messages import AttachedFile, Message


class AttachmentKind(StrEnum):
    """What the uploader wants of it: to be kept as it is, or to be played by everybody."""

    FILE = "file"
    VOICE = "voice"


class RecordingPart(BaseModel):
    """A part of a recording that may be uploaded; `size` in bytes, as announced."""

    number: int
    size: int


class Attachment(Document):
    """`key` is made by the server. Until `ready_at` nothing is known but what the uploader claimed.

    `parts`: it is uploaded in parts while it is being recorded, and `size` is what they are together so far; None for
    what is uploaded whole. `joined_at`: what they hold is stored as one, and the sweep removes them.

    `deleted_at`: its message was deleted; the bytes are kept and nobody reads them any more. `erased_at`: whoever it
    belonged to has deleted their account; the sweep removes it, bytes and all.
    """

    id: AttachmentId = Field(default_factory=lambda: AttachmentId(new_id()))
    conversation_id: ConversationId
    owner_id: UserId
    kind: AttachmentKind = AttachmentKind.FILE
    key: str
    thumbnail_key: str | None = None
    name: str
    content_type: str
    size: int
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None
    waveform: list[int] | None = None
    parts: list[RecordingPart] | None = None
    created_at: datetime
    ready_at: datetime | None = None
    joined_at: datetime | None = None
    sent_at: datetime | None = None
    deleted_at: datetime | None = None
    erased_at: datetime | None = None

    class Settings:
        name = "attachments"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("conversation_id", ASCENDING)]),
            IndexModel([("owner_id", ASCENDING), ("created_at", ASCENDING)]),
            IndexModel([("owner_id", ASCENDING), ("_id", ASCENDING)]),
            IndexModel([("created_at", ASCENDING)], partialFilterExpression={"sent_at": None}),
            IndexModel([("erased_at", ASCENDING)], partialFilterExpression={"erased_at": {"$type": "date"}}),
            IndexModel([("joined_at", ASCENDING)], partialFilterExpression={"joined_at": {"$type": "date"}}),
        ]

    def as_file(self) -> AttachedFile:
        """What a message remembers of this attachment."""
        return AttachedFile(
            id=self.id,
            name=self.name,
            content_type=self.content_type,
            size=self.size,
            width=self.width,
            height=self.height,
            has_thumbnail=self.thumbnail_key is not None,
            duration_ms=self.duration_ms,
            waveform=self.waveform,
        )


async def attachment_by_id(attachment_id: AttachmentId) -> Attachment | None:
    """The attachment, or None."""
    return await Attachment.get(attachment_id)


async def attachments_by_id(ids: list[AttachmentId]) -> list[Attachment]:
    """The attachments among `ids` that exist, in the order of `ids`."""
    found = {one.id: one for one in await Attachment.find({"_id": {"$in": ids}}).to_list()}
    return [found[one] for one in ids if one in found]


async def mark_sent(ids: list[AttachmentId], *, at: datetime) -> None:
    """These belong to a committed message now and are not swept."""
    await Attachment.find({"_id": {"$in": ids}}).update({"$set": {"sent_at": at}})


@dataclass(frozen=True, slots=True)
class Usage:
    """What a person has announced in some time; `size` in bytes."""

    count: int
    size: int


async def usage_since(owner_id: UserId, since: datetime) -> Usage:
    """What `owner_id` has announced since then, sent or not."""
    pipeline: list[dict[str, Any]] = [
        {"$match": {"owner_id": owner_id, "created_at": {"$gt": since}}},
        {"$group": {"_id": None, "count": {"$sum": 1}, "size": {"$sum": "$size"}}},
    ]
    async for row in Attachment.get_motor_collection().aggregate(pipeline):
        return Usage(count=int(row["count"]), size=int(row["size"]))
    return Usage(count=0, size=0)


_CHECKED = {
    "key",
    "thumbnail_key",
    "name",
    "content_type",
    "size",
    "width",
    "height",
    "duration_ms",
    "waveform",
    "ready_at",
    "joined_at",
}


async def mark_ready(checked: Attachment) -> Attachment | None:
    """Store what the check found, once; None when another check was faster or the attachment is gone."""
    facts = checked.model_dump(include=_CHECKED)
    found = await Attachment.get_motor_collection().find_one_and_update(
        {"_id": checked.id, "ready_at": None}, {"$set": facts}, return_document=ReturnDocument.AFTER
    )
    return Attachment.model_validate(found) if found else None


async def add_part(attachment_id: AttachmentId, part: RecordingPart, *, most: int) -> Attachment | None:
    """Take one part more into an unfinished recording.

    None when it is finished or gone, has a part of this number, or would be of more than `most` bytes.
    """
    query = {
        "_id": attachment_id,
        "ready_at": None,
        "erased_at": None,
        "parts": {"$type": "array"},
        "parts.number": {"$ne": part.number},
        "size": {"$lte": most - part.size},
    }
    change = {"$push": {"parts": part.model_dump()}, "$inc": {"size": part.size}}
    collection = Attachment.get_motor_collection()
    found = await collection.find_one_and_update(query, change, return_document=ReturnDocument.AFTER)
    return Attachment.model_validate(found) if found else None


async def joined_before(moment: datetime, limit: int) -> list[Attachment]:
    """Up to `limit` recordings whose parts were joined before `moment` and are still there, oldest first."""
    query = {"joined_at": {"$type": "date", "$lt": moment}}
    return await Attachment.find(query).sort("+joined_at").limit(limit).to_list()


async def mark_parts_gone(attachment_id: AttachmentId) -> None:
    """The parts of a joined recording were removed."""
    gone = {"$set": {"parts": None, "joined_at": None}}
    await Attachment.get_motor_collection().update_one({"_id": attachment_id}, gone)


async def erase_unfinished(attachment_id: AttachmentId, *, at: datetime) -> None:
    """Its owner does not want it: the sweep takes it. Nothing happens to what is finished."""
    await _erase({"_id": attachment_id, "ready_at": None}, at)


async def is_in_a_message(attachment: Attachment) -> bool:
    """Whether a committed message carries it; the truth that `sent_at` only repeats."""
    query = {"conversation_id": attachment.conversation_id, "attachments.id": attachment.id}
    return await Message.get_motor_collection().find_one(query, {"_id": 1}) is not None


async def unsent_before(moment: datetime, limit: int) -> list[Attachment]:
    """Up to `limit` attachments announced before `moment` and never marked as sent, oldest first."""
    query = {"sent_at": None, "created_at": {"$lt": moment}}
    return await Attachment.find(query).sort("+created_at").limit(limit).to_list()


async def attachments_of(owner_id: UserId, *, after: AttachmentId | None = None, limit: int = 200) -> list[Attachment]:
    """What a person has uploaded and nobody has deleted, in the order of announcement, from behind `after`."""
    query: dict[str, Any] = {"owner_id": owner_id, "deleted_at": None}
    if after is not None:
        query["_id"] = {"$gt": after}
    return await Attachment.find(query).sort("+_id").limit(limit).to_list()


async def erase_attachments_of(owner_ids: Sequence[UserId], *, at: datetime) -> None:
    """Nobody reads these people's files any more, and the sweep will take them."""
    await _erase({"owner_id": {"$in": list(owner_ids)}}, at)


async def erase_attachments_in(conversation_id: ConversationId, *, at: datetime) -> None:
    """Nobody reads the conversation's files any more, whoever sent them, and the sweep will take them."""
    await _erase({"conversation_id": conversation_id}, at)


async def _erase(query: dict[str, Any], at: datetime) -> None:
    erased = {"erased_at": at, "deleted_at": at, "name": ""}
    await Attachment.get_motor_collection().update_many({**query, "erased_at": None}, {"$set": erased})


async def erased_before(moment: datetime, limit: int) -> list[Attachment]:
    """Up to `limit` attachments that were erased before `moment`, oldest first."""
    query = {"erased_at": {"$type": "date", "$lt": moment}}
    return await Attachment.find(query).sort("+erased_at").limit(limit).to_list()
