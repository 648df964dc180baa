"""Certificates: a code somebody bought or was given, good for one consultation, once."""

from datetime import datetime
from typing import Any, ClassVar

from beanie import Document, PydanticObjectId
from pydantic import Field
from pymongo import ASCENDING, IndexModel, ReturnDocument

from storage.ids import UserId, new_id
from storage.services import ConsultationFormat


class Certificate(Document):
    """`code` is stored as `normalised_certificate_code` spells it. `granted_at`: the entitlement is stored."""

    id: PydanticObjectId = Field(default_factory=new_id)
    code: str
    service_slug: str
    format: ConsultationFormat
    expires_at: datetime | None = None
    created_at: datetime
    redeemed_by: UserId | None = None
    redeemed_at: datetime | None = None
    redeemed_key: str | None = None
    granted_at: datetime | None = None

    class Settings:
        name = "certificates"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("code", ASCENDING)], unique=True, name="code"),
            IndexModel(
                [("redeemed_at", ASCENDING)],
                partialFilterExpression={"redeemed_at": {"$type": "date"}, "granted_at": None},
                name="redeemed_not_granted",
            ),
        ]


def normalised_certificate_code(code: str) -> str:
    """The spelling a code is stored under: people type it in any case, with stray spaces."""
    return "".join(code.split()).upper()


async def certificate_by_code(code: str) -> Certificate | None:
    """The certificate somebody typed as `code`, redeemed or not."""
    return await Certificate.find_one({"code": normalised_certificate_code(code)})


async def claim_certificate(
    certificate_id: PydanticObjectId, *, by: UserId, key: str | None, now: datetime
) -> Certificate | None:
    """Make it the client's; None when it is somebody's already or has expired (exactly one caller wins)."""
    query: dict[str, Any] = {
        "_id": certificate_id,
        "redeemed_at": None,
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
