"""Long answers that are being written: kept on the server, so that another device goes on with them."""

from datetime import datetime
from typing import ClassVar, Final

from beanie import Document, PydanticObjectId
from pydantic import Field
from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from storage.ids import ConversationId, UserId, new_id

_KEPT_SECONDS: Final = 180 * 24 * 3600


class AnswerDraft(Document):
    """What one person is writing in one conversation. `version` grows with every change; none is lost to another."""

    id: PydanticObjectId = Field(default_factory=new_id)
    conversation_id: ConversationId
    owner_id: UserId
    text: str
    version: int
    saved_at: datetime

    class Settings:
        name = "answer_drafts"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("conversation_id", ASCENDING), ("owner_id", ASCENDING)], unique=True, name="one_each"),
            IndexModel([("saved_at", ASCENDING)], expireAfterSeconds=_KEPT_SECONDS, name="sweep"),
        ]


async def answer_draft(conversation_id: ConversationId, owner_id: UserId) -> AnswerDraft | None:
    """What the person is writing there, or None."""
    return await AnswerDraft.find_one({"conversation_id": conversation_id, "owner_id": owner_id})


async def save_answer_draft(
    conversation_id: ConversationId, owner_id: UserId, text: str, *, version: int, at: datetime
) -> AnswerDraft | None:
    """Keep `text` in the place of `version` (0: of none); None when something else is kept by now.

    The same text again is the same draft, so that whoever did not hear of it may ask again.
    """
    key = {"conversation_id": conversation_id, "owner_id": owner_id}
    if version == 0:
        first = AnswerDraft(**key, text=text, version=1, saved_at=at)
        try:
            return await first.insert()
        except DuplicateKeyError:
            return await _same(conversation_id, owner_id, text)
    found = await AnswerDraft.get_motor_collection().find_one_and_update(
        {**key, "version": version},
        {"$set": {"text": text, "saved_at": at}, "$inc": {"version": 1}},
        return_document=ReturnDocument.AFTER,
    )
    return AnswerDraft.model_validate(found) if found else await _same(conversation_id, owner_id, text)


async def forget_answer_drafts(conversation_id: ConversationId) -> None:
    """Nothing that anybody is writing there is kept any more."""
    await AnswerDraft.find({"conversation_id": conversation_id}).delete()


async def _same(conversation_id: ConversationId, owner_id: UserId, text: str) -> AnswerDraft | None:
    kept = await answer_draft(conversation_id, owner_id)
    return kept if kept is not None and kept.text == text else None
