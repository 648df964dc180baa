"""What the desk's figures are made of: small facts of first answers, resolutions and ratings; ids and numbers alone."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from beanie import Document, PydanticObjectId
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.ids import ConversationId, UserId, new_id

_KEPT_SECONDS: Final = 400 * 24 * 3600
MOST_COUNTED: Final = 5_000


class FactKind(StrEnum):
    """What happened. `value` is: the seconds until the first answer, nothing, the stars."""

    FIRST_ANSWER = "first_answer"
    RESOLVED = "resolved"
    RATED = "rated"


class DeskFact(Document):
    """`key` names the occasion: it is counted once. `person_id` is who of the staff it is about."""

    id: PydanticObjectId = Field(default_factory=new_id)
    key: str
    kind: FactKind
    at: datetime
    conversation_id: ConversationId
    person_id: UserId | None
    value: int

    class Settings:
        name = "desk_facts"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("key", ASCENDING)], unique=True, name="once"),
            IndexModel([("kind", ASCENDING), ("at", DESCENDING), ("value", ASCENDING)], name="newest_of_kind"),
            IndexModel([("conversation_id", ASCENDING), ("kind", ASCENDING), ("at", DESCENDING)], name="of_chat"),
            IndexModel([("at", ASCENDING)], expireAfterSeconds=_KEPT_SECONDS, name="sweep"),
        ]


async def note_fact(
    kind: FactKind,
    conversation_id: ConversationId,
    occasion: datetime,
    *,
    at: datetime,
    person_id: UserId | None = None,
    value: int = 0,
) -> None:
    """Keep it once for the occasion; said again it has the new `value` and the first `at`."""
    key = f"{kind}:{conversation_id}:{occasion.isoformat()}"
    once = {"kind": kind, "at": at, "conversation_id": conversation_id, "person_id": person_id}
    await DeskFact.get_motor_collection().update_one(
        {"key": key}, {"$setOnInsert": once, "$set": {"value": value}}, upsert=True
    )


async def values_since(kind: FactKind, since: datetime) -> list[tuple[datetime, int]]:
    """When and how much, newest first, out of the index alone; at most the newest 5,000."""
    found = DeskFact.get_motor_collection().find({"kind": kind, "at": {"$gte": since}}, {"_id": 0, "at": 1, "value": 1})
    return [(one["at"], one["value"]) async for one in found.sort("at", DESCENDING).limit(MOST_COUNTED)]


async def facts_of_chat(conversation_id: ConversationId, kind: FactKind, limit: int = 20) -> Sequence[DeskFact]:
    """The newest of one chat."""
    return await DeskFact.find({"conversation_id": conversation_id, "kind": kind}).sort("-at").limit(limit).to_list()
