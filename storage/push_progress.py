"""How far people have been told of messages by push: one position for all, and the last notice of each conversation."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Final

from beanie import Document
from pymongo import ASCENDING, IndexModel, UpdateOne

from storage.ids import ConversationId, MessageId, UserId

REMEMBERED: Final = timedelta(days=7)
_ONLY: Final = "push"

Place = tuple[UserId, ConversationId]


class PushProgress(Document):
    """Every message up to `position` has been looked at."""

    id: str = _ONLY  # type: ignore[assignment]  # beanie allows any type here
    position: MessageId

    class Settings:
        name = "push_progress"


class PushNotice(Document):
    """The last notice of a conversation to a person: up to which message, and when. Its id names both."""

    id: str  # type: ignore[assignment]  # beanie allows any type here
    seq: int
    at: datetime

    class Settings:
        name = "push_notices"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("at", ASCENDING)], expireAfterSeconds=int(REMEMBERED.total_seconds()))
        ]


def _id_of(place: Place) -> str:
    return f"{place[0]}:{place[1]}"


async def push_position() -> MessageId | None:
    """Up to which message people have been told; None before the first time."""
    found = await PushProgress.get(_ONLY)
    return found.position if found else None


async def record_push_position(position: MessageId) -> None:
    """Everything up to this message has been looked at."""
    progress = PushProgress.get_motor_collection()
    await progress.update_one({"_id": _ONLY}, {"$max": {"position": position}}, upsert=True)


async def last_notices(places: Collection[Place]) -> dict[Place, PushNotice]:
    """The last notices of these, where there were any."""
    found = await PushNotice.find({"_id": {"$in": [_id_of(place) for place in places]}}).to_list()
    by_id = {one.id: one for one in found}
    return {place: by_id[_id_of(place)] for place in places if _id_of(place) in by_id}


async def note_notices(seqs: Mapping[Place, int], at: datetime) -> None:
    """These were told, each up to this message."""
    writes: Sequence[UpdateOne] = [
        UpdateOne({"_id": _id_of(place)}, {"$set": {"seq": seq, "at": at}}, upsert=True) for place, seq in seqs.items()
    ]
    if writes:
        await PushNotice.get_motor_collection().bulk_write(writes, ordered=False)
