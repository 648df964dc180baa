"""One-time links that let a person choose a new password. The token itself is never stored, only its SHA-256."""

import secrets
from datetime import datetime, timedelta
from typing import ClassVar, Final

from beanie import Document
from pymongo import ASCENDING, IndexModel

from storage.ids import UserId
from storage.sessions import hash_token

LIFETIME: Final = timedelta(hours=1)
INVITATION: Final = timedelta(days=3)
"""How long whoever was invited may take."""


class PasswordReset(Document):
    """One link that was sent; its id is the token's hash. It ends by use, by a newer link, or at `expires_at`."""

    id: str  # type: ignore[assignment]  # the token's hash, not an ObjectId
    user_id: UserId
    created_at: datetime
    expires_at: datetime

    class Settings:
        name = "password_resets"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("user_id", ASCENDING)]),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        ]


async def create_reset(user_id: UserId, now: datetime, *, lasts: timedelta = LIFETIME) -> str:
    """The token of a fresh link; the person's older links end."""
    token = secrets.token_urlsafe(32)
    await end_resets_of(user_id)
    await PasswordReset(id=hash_token(token), user_id=user_id, created_at=now, expires_at=now + lasts).insert()
    return token


async def reset_is_open(token: str, now: datetime) -> bool:
    """Whether the link could still be used now; using it decides."""
    return await PasswordReset.find_one({"_id": hash_token(token), "expires_at": {"$gt": now}}) is not None


async def use_reset(token: str, now: datetime) -> UserId | None:
    """Use the link up and answer whose it is; None when it is not open. Of several at once exactly one succeeds."""
    found = await PasswordReset.get_motor_collection().find_one_and_delete(
        {"_id": hash_token(token), "expires_at": {"$gt": now}}
    )
    return PasswordReset.model_validate(found).user_id if found else None


async def end_resets_of(user_id: UserId) -> None:
    """End every open link of a person."""
    await PasswordReset.find({"user_id": user_id}).delete()
