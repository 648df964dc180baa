"""Natal charts that somebody asked to be sent by e-mail: stored before they are sent, so that none is forgotten."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Final

from beanie import Document, PydanticObjectId
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from storage.ids import PRESENT_TEXT, UserId, new_id

KEPT: Final = timedelta(days=1)
MAX_TRIES: Final = 6


class LetterStage(StrEnum):
    """How far a letter is. `waiting`: nobody is at it, or the last try failed and there will be another."""

    WAITING = "waiting"
    POSITIONS = "positions"
    DRAWING = "drawing"
    PRINTING = "printing"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


class ChartLetter(Document):
    """One letter that was asked for. The address goes once it is sent; the rest goes at `expires_at`."""

    id: PydanticObjectId = Field(default_factory=new_id)
    client_id: UserId
    email: str
    language: str
    idempotency_key: str | None = None
    created_at: datetime
    next_try_at: datetime
    tries: int = 0
    stage: LetterStage = LetterStage.WAITING
    sent_at: datetime | None = None
    expires_at: datetime

    class Settings:
        name = "chart_letters"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("next_try_at", ASCENDING)], partialFilterExpression={"sent_at": None}, name="unsent"),
            IndexModel(
                [("client_id", ASCENDING), ("idempotency_key", ASCENDING)],
                unique=True,
                partialFilterExpression={"idempotency_key": PRESENT_TEXT},
                name="once_per_key",
            ),
            IndexModel([("client_id", ASCENDING), ("_id", DESCENDING)], name="newest_of_client"),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        ]


async def insert_chart_letter(letter: ChartLetter) -> bool:
    """Store what was asked for; False when the same key asked before (then nothing changes)."""
    try:
        await letter.insert()
    except DuplicateKeyError:
        return False
    return True


async def due_chart_letters(*, now: datetime, limit: int = 50) -> list[ChartLetter]:
    """Letters to be tried now, those that wait longest first."""
    query = {"sent_at": None, "next_try_at": {"$lte": now}}
    return await ChartLetter.find(query).sort("+next_try_at").limit(limit).to_list()


async def claim_chart_letter(letter_id: PydanticObjectId, *, now: datetime) -> ChartLetter | None:
    """The letter for one try, which nobody else makes meanwhile; None when there is nothing to try.

    Every try makes the next one wait twice as long, from two minutes on; after the last there is none.
    """
    query = {"_id": letter_id, "sent_at": None, "next_try_at": {"$lte": now}, "tries": {"$lt": MAX_TRIES}}
    found = await _find_and_update(query, {"$inc": {"tries": 1}, "$set": {"next_try_at": now + timedelta(minutes=2)}})
    if found is not None and found.tries > 1:
        wait = timedelta(minutes=2**found.tries) if found.tries < MAX_TRIES else KEPT
        return await _find_and_update({"_id": letter_id}, {"$set": {"next_try_at": now + wait}})
    return found


async def tell_stage(letter_id: PydanticObjectId, stage: LetterStage) -> None:
    """How far the try under way is; a letter that is over stays so."""
    await _find_and_update({"_id": letter_id, "sent_at": None}, {"$set": {"stage": stage}})


async def end_chart_letter(letter_id: PydanticObjectId, stage: LetterStage, *, at: datetime) -> None:
    """It is with the mail server, or there is nothing to send any more; whom it was for is forgotten."""
    await _find_and_update({"_id": letter_id}, {"$set": {"sent_at": at, "email": "", "stage": stage}})


async def recent_chart_letters(client_id: UserId, *, limit: int = 5) -> list[ChartLetter]:
    """What the person asked to be sent within the last day, the last first."""
    return await ChartLetter.find({"client_id": client_id}).sort("-_id").limit(limit).to_list()


async def forget_chart_letters(client_id: UserId) -> None:
    """What this person asked to be sent is sent no more, and forgotten."""
    await ChartLetter.find({"client_id": client_id}).delete()


async def _find_and_update(query: Mapping[str, Any], change: Mapping[str, Any]) -> ChartLetter | None:
    found = await ChartLetter.get_motor_collection().find_one_and_update(
        query, change, return_document=ReturnDocument.AFTER
    )
    return ChartLetter.model_validate(found) if found else None
