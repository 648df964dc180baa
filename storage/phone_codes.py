"""One-time codes that prove a phone number. A phone has one code at most: a new one replaces the old."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from beanie import Document
from pymongo import ASCENDING, IndexModel, ReturnDocument
from pymongo.errors import DuplicateKeyError

LIFETIME: Final = timedelta(minutes=10)
RESEND_AFTER: Final = timedelta(seconds=30)
MAX_ATTEMPTS: Final = 5


class PhoneCode(Document):
    """The code last sent to a phone (E.164 is the id). `code_hash` is keyed: six digits alone would be guessed.

    `request` names the one sending that the code belongs to. Swept by a TTL index; expiry counts from its moment.
    """

    id: str  # type: ignore[assignment]  # the phone, not an ObjectId
    request: str
    code_hash: str
    attempts: int = 0
    sent_at: datetime
    expires_at: datetime
    used_at: datetime | None = None

    class Settings:
        name = "phone_codes"
        indexes: ClassVar[list[IndexModel]] = [IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0)]


class TooSoon(Exception):
    """The phone was sent a code less than RESEND_AFTER ago; the next may be sent at `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


async def resend_allowed_at(phone: str) -> datetime | None:
    """When the next code may be sent to `phone`; None when one may be sent at once. May lie in the past."""
    code = await PhoneCode.get(phone)
    return code.sent_at + RESEND_AFTER if code else None


async def replace_code(phone: str, *, request: str, code_hash: str, now: datetime) -> None:
    """Make this the phone's one code, with five fresh attempts.

    Of several at once exactly one is kept and the others raise TooSoon, as does one that comes too early: the unique id
    decides, so it holds over all processes.
    """
    fields = {
        "request": request,
        "code_hash": code_hash,
        "attempts": 0,
        "sent_at": now,
        "expires_at": now + LIFETIME,
        "used_at": None,
    }
    try:
        await PhoneCode.get_motor_collection().update_one(
            {"_id": phone, "sent_at": {"$lte": now - RESEND_AFTER}}, {"$set": fields}, upsert=True
        )
    except DuplicateKeyError:
        raise TooSoon(until=await resend_allowed_at(phone) or now + RESEND_AFTER) from None


async def spend_attempt(phone: str, now: datetime) -> PhoneCode | None:
    """Count one attempt, before anything is compared; None when none is open (used, spent, expired, never sent)."""
    found = await PhoneCode.get_motor_collection().find_one_and_update(
        {"_id": phone, "attempts": {"$lt": MAX_ATTEMPTS}, "expires_at": {"$gt": now}, "used_at": None},
        {"$inc": {"attempts": 1}},
        return_document=ReturnDocument.AFTER,
    )
    return PhoneCode.model_validate(found) if found else None


async def forget_code(phone: str) -> None:
    """Nothing is kept of what was sent to the phone."""
    await PhoneCode.get_motor_collection().delete_one({"_id": phone})


async def use_code(code: PhoneCode, now: datetime) -> bool:
    """Use the code up; of several at once exactly one is told True."""
    used = await PhoneCode.get_motor_collection().update_one(
        {"_id": code.id, "request": code.request, "used_at": None}, {"$set": {"used_at": now}}
    )
    return bool(used.modified_count)
