"""Certificates: a code somebody bought or was given, good for one consultation, once. Of the codes only hashes stay."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from beanie import Document, PydanticObjectId
from pydantic import BaseModel, Field
from pymongo import ASCENDING, IndexModel, ReturnDocument

from storage.ids import PRESENT_ID, PRESENT_TEXT, UserId, new_id
from storage.services import ConsultationFormat


class Certificate(Document):
    """`digest` is `certificate_digest` of its code. `granted_at`: the entitlement is stored.

    `batch_id`, `number` and `serial` are of those that were made together; `attempt` tells which try made them.
    """

    id: PydanticObjectId = Field(default_factory=new_id)
    digest: str
    service_slug: str
    format: ConsultationFormat
    expires_at: datetime | None = None
    created_at: datetime
    redeemed_by: UserId | None = None
    redeemed_at: datetime | None = None
    redeemed_key: str | None = None
    granted_at: datetime | None = None
    voided_at: datetime | None = None
    batch_id: PydanticObjectId | None = None
    number: int | None = None
    serial: str | None = None
    attempt: PydanticObjectId | None = None

    class Settings:
        name = "certificates"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel(
                [("digest", ASCENDING)], unique=True, partialFilterExpression={"digest": PRESENT_TEXT}, name="digest"
            ),
            IndexModel([("code", ASCENDING)], partialFilterExpression={"code": PRESENT_TEXT}, name="not_hashed"),
            IndexModel(
                [("redeemed_at", ASCENDING)],
                partialFilterExpression={"redeemed_at": {"$type": "date"}, "granted_at": None},
                name="redeemed_not_granted",
            ),
            IndexModel(
                [("batch_id", ASCENDING), ("number", ASCENDING)],
                partialFilterExpression={"batch_id": PRESENT_ID},
                name="of_batch",
            ),
        ]


class BatchCounts(BaseModel):
    """What became of the certificates of a batch."""

    used: int = 0
    void: int = 0


def certificate_digest(code: str) -> str:
    """SHA-256 of the code, whatever the case and wherever the hyphens and spaces of who typed it.

    Codes are random and long enough (16 of 31 characters) that their hash tells nobody the code.
    """
    return hashlib.sha256("".join(one for one in code.upper() if one.isalnum()).encode()).hexdigest()


async def certificate_by_code(code: str) -> Certificate | None:
    """The certificate somebody typed as `code`, redeemed or not."""
    return await Certificate.find_one({"digest": certificate_digest(code)})


async def claim_certificate(
    certificate_id: PydanticObjectId, *, by: UserId, key: str | None, now: datetime
) -> Certificate | None:
    """Make it the client's; None when it is somebody's already, void or expired (exactly one caller wins)."""
    query: dict[str, Any] = {
        "_id": certificate_id,
        "redeemed_at": None,
        "voided_at": None,
        "$or": [{"expires_at": None}, {"expires_at": {"$gt": now}}],
    }
    found = await Certificate.get_motor_collection().find_one_and_update(
        query,
        {"$set": {"redeemed_by": by, "redeemed_at": now, "redeemed_key": key}},
        return_document=ReturnDocument.AFTER,
    )
    return Certificate.model_validate(found) if found else None


async def mark_certificate_granted(certificate_id: PydanticObjectId, *, at: datetime) -> None:
    """Its entitlement is stored."""
    await Certificate.get_motor_collection().update_one({"_id": certificate_id}, {"$set": {"granted_at": at}})


async def certificates_not_granted(*, redeemed_before: datetime, limit: int = 100) -> list[Certificate]:
    """Redeemed, but the entitlement was not stored: somebody died in between."""
    query = {"granted_at": None, "redeemed_at": {"$type": "date", "$lt": redeemed_before}}
    return await Certificate.find(query).sort("+redeemed_at").limit(limit).to_list()


async def insert_certificates(made: Sequence[Certificate]) -> None:
    """Store new certificates, all of one batch."""
    await Certificate.insert_many(list(made))


async def certificates_of_batch(batch_id: PydanticObjectId, *, after: int = 0, limit: int) -> list[Certificate]:
    """The certificates of a batch in their order, from behind the number `after`."""
    query = {"batch_id": batch_id, "number": {"$gt": after}}
    return await Certificate.find(query).sort("+number").limit(limit).to_list()


async def counts_of_batches(batch_ids: Sequence[PydanticObjectId]) -> Mapping[PydanticObjectId, BatchCounts]:
    """What became of the certificates of each of these batches."""
    stages: list[dict[str, Any]] = [
        {"$match": {"batch_id": {"$in": list(batch_ids)}}},
        {
            "$group": {
                "_id": "$batch_id",
                "used": {"$sum": {"$cond": [{"$gt": ["$redeemed_at", None]}, 1, 0]}},
                "void": {"$sum": {"$cond": [{"$gt": ["$voided_at", None]}, 1, 0]}},
            }
        },
    ]
    found = Certificate.get_motor_collection().aggregate(stages)
    return {one.pop("_id"): BatchCounts(**one) async for one in found}


async def void_certificates(batch_id: PydanticObjectId, *, number: int | None = None, at: datetime) -> int:
    """Nobody can use them any more, one of the batch or all; answers how many that were unused before."""
    query: dict[str, Any] = {"batch_id": batch_id, "redeemed_at": None, "voided_at": None}
    if number is not None:
        query["number"] = number
    done = await Certificate.get_motor_collection().update_many(query, {"$set": {"voided_at": at}})
    return done.modified_count


async def remove_other_attempts(batch_id: PydanticObjectId, attempt: PydanticObjectId | None) -> None:
    """Of a batch only the certificates of this attempt stay: nobody knows the codes of the others."""
    query = {"batch_id": batch_id, "attempt": {"$ne": attempt}}
    await Certificate.get_motor_collection().delete_many(query)


async def remove_attempt(batch_id: PydanticObjectId, attempt: PydanticObjectId) -> None:
    """Remove what this attempt at a batch has made: another one was faster."""
    await Certificate.get_motor_collection().delete_many({"batch_id": batch_id, "attempt": attempt})


async def hash_codes() -> int:
    """Replace every code that was stored in plain words by its hash; answers how many there were."""
    collection = Certificate.get_motor_collection()
    count = 0
    async for one in collection.find({"code": {"$gt": ""}}, {"code": 1}):
        change = {"$set": {"digest": certificate_digest(one["code"])}, "$unset": {"code": ""}}
        await collection.update_one({"_id": one["_id"], "code": one["code"]}, change)
        count += 1
    return count
