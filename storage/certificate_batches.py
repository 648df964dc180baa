"""Certificates that are made together: what was ordered, how far the making is, and the sheet with their codes."""

from datetime import datetime
from typing import Any, ClassVar

from beanie import Document, PydanticObjectId
from pydantic import Field
from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

from storage.ids import PRESENT_TEXT, UserId, new_id
from storage.services import ConsultationFormat


class CertificateBatch(Document):
    """`made` of `size` are stored; at `made_at` all of them, and the sheet.

    The sheet with the codes lies at `sheet_key`. It was handed over at `printed_at`; it is removed then, or when
    `sheet_until` has passed.
    `attempt` is the try at making it that counts: a job that died leaves certificates whose codes nobody knows.
    """

    id: PydanticObjectId = Field(default_factory=new_id)
    serial: str
    service_slug: str
    format: ConsultationFormat
    language: str
    size: int = Field(ge=1)
    expires_at: datetime | None = None
    note: str = ""
    created_at: datetime
    created_by: UserId
    attempt: PydanticObjectId | None = None
    made: int = 0
    made_at: datetime | None = None
    sheet_key: str | None = None
    sheet_until: datetime | None = None
    printed_at: datetime | None = None

    class Settings:
        name = "certificate_batches"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("serial", ASCENDING)], unique=True, name="serial"),
            IndexModel([("created_at", ASCENDING)], partialFilterExpression={"made_at": None}, name="to_make"),
            IndexModel(
                [("sheet_until", ASCENDING)], partialFilterExpression={"sheet_key": PRESENT_TEXT}, name="sheets"
            ),
        ]


async def insert_batch(batch: CertificateBatch) -> bool:
    """Order a batch; False when its serial is taken."""
    try:
        await batch.insert()
    except DuplicateKeyError:
        return False
    return True


async def batch_by_serial(serial: str) -> CertificateBatch | None:
    """The batch, or None."""
    return await CertificateBatch.find_one({"serial": serial})


async def batches(*, before: PydanticObjectId | None = None, limit: int) -> list[CertificateBatch]:
    """Batches, the newest first."""
    found = CertificateBatch.find({"_id": {"$lt": before}} if before is not None else {})
    return await found.sort("-_id").limit(limit).to_list()


async def batches_to_make(limit: int = 10) -> list[CertificateBatch]:
    """Ordered and not made yet, the oldest first."""
    return await CertificateBatch.find({"made_at": None}).sort("+created_at").limit(limit).to_list()


async def begin_batch(batch_id: PydanticObjectId, attempt: PydanticObjectId) -> CertificateBatch | None:
    """From now on `attempt` makes it; None when it was made meanwhile."""
    return await _update({"_id": batch_id, "made_at": None}, {"attempt": attempt, "made": 0})


async def count_made(batch_id: PydanticObjectId, attempt: PydanticObjectId, made: int) -> bool:
    """So many are stored; False when another attempt has taken over."""
    return await _update({"_id": batch_id, "attempt": attempt, "made_at": None}, {"made": made}) is not None


async def finish_batch(
    batch_id: PydanticObjectId, attempt: PydanticObjectId, *, sheet_key: str, sheet_until: datetime, at: datetime
) -> bool:
    """All of it is made; False when another attempt has taken over."""
    changes = {"made_at": at, "sheet_key": sheet_key, "sheet_until": sheet_until}
    return await _update({"_id": batch_id, "attempt": attempt, "made_at": None}, changes) is not None


async def hand_over_sheet(batch_id: PydanticObjectId, sheet_key: str, *, at: datetime) -> bool:
    """Somebody gets the sheet: exactly one caller wins."""
    return await _update({"_id": batch_id, "sheet_key": sheet_key, "printed_at": None}, {"printed_at": at}) is not None


async def sheets_left(now: datetime, limit: int = 10) -> list[CertificateBatch]:
    """Whose sheet is still there when its time is over."""
    query = {"sheet_key": {"$gt": ""}, "sheet_until": {"$lte": now}}
    return await CertificateBatch.find(query).sort("+sheet_until").limit(limit).to_list()


async def forget_sheet(batch_id: PydanticObjectId, sheet_key: str) -> None:
    """The sheet is removed."""
    await _update({"_id": batch_id, "sheet_key": sheet_key}, {"sheet_key": None})


async def _update(query: dict[str, Any], changes: dict[str, Any]) -> CertificateBatch | None:
    found = await CertificateBatch.get_motor_collection().find_one_and_update(
        query, {"$set": changes}, return_document=ReturnDocument.AFTER
    )
    return CertificateBatch.model_validate(found) if found else None
