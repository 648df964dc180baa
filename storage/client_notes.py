"""What an astrologer keeps in mind of a client: private words and tags."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from beanie import Document, PydanticObjectId
from pydantic import Field
from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from storage.ids import UserId, new_id


class ClientNotes(Document):
    """One astrologer's of one client; nobody else reads them. `version` grows with every change."""

    id: PydanticObjectId = Field(default_factory=new_id)
    client_id: UserId
    astrologer_id: UserId
    text: str
    tags: list[str]
    version: int
    changed_at: datetime

    class Settings:
        name = "client_notes"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("client_id", ASCENDING), ("astrologer_id", ASCENDING)], unique=True, name="one_each"),
        ]


async def notes_of(client_id: UserId, astrologer_id: UserId) -> ClientNotes | None:
    """What this astrologer keeps of this client, or None."""
    return await ClientNotes.find_one({"client_id": client_id, "astrologer_id": astrologer_id})


async def save_notes(
    client_id: UserId, astrologer_id: UserId, text: str, tags: Sequence[str], *, version: int, at: datetime
) -> ClientNotes | None:
    """Keep them in the place of `version` (0: of none); None when something else is kept by now."""
    key = {"client_id": client_id, "astrologer_id": astrologer_id}
    if version == 0:
        first = ClientNotes(**key, text=text, tags=list(tags), version=1, changed_at=at)
        try:
            return await first.insert()
        except DuplicateKeyError:
            return None
    found = await ClientNotes.get_motor_collection().find_one_and_update(
        {**key, "version": version},
        {"$set": {"text": text, "tags": list(tags), "changed_at": at}, "$inc": {"version": 1}},
        return_document=ReturnDocument.AFTER,
    )
    return ClientNotes.model_validate(found) if found else None


async def forget_notes_about(client_ids: Sequence[UserId]) -> None:
    """Nobody keeps anything of these people any more."""
    await ClientNotes.find({"client_id": {"$in": list(client_ids)}}).delete()
