"""Sessions: who is signed in where. The token itself is never stored, only its SHA-256."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, IndexModel

from storage.ids import SessionId, UserId, new_id

LIFETIME = timedelta(days=90)


class Session(Document):
    """One signed-in device. It ends by deletion (sign-out) or at `expires_at` (a TTL index sweeps it)."""

    id: SessionId = Field(default_factory=lambda: SessionId(new_id()))
    token_hash: str
    user_id: UserId
    user_agent: str = ""
    created_at: datetime
    expires_at: datetime

    class Settings:
        name = "sessions"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("token_hash", ASCENDING)], unique=True),
            IndexModel([("user_id", ASCENDING)]),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        ]


def hash_token(token: str) -> str:
    """What is stored of a token; tokens have 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


async def create_session(user_id: UserId, *, user_agent: str, now: datetime) -> tuple[str, Session]:
    """Start a session; the token is returned here once and cannot be had again."""
    token = secrets.token_urlsafe(32)
    session = Session(
        token_hash=hash_token(token),
        user_id=user_id,
        user_agent=user_agent[:200],
        created_at=now,
        expires_at=now + LIFETIME,
    )
    await session.insert()
    return token, session


async def sessions_by_hash(token_hashes: Sequence[str]) -> list[Session]:
    """The sessions of these tokens, expired ones too until they are swept."""
    return await Session.find({"token_hash": {"$in": list(token_hashes)}}).to_list()


async def end_session(session_id: SessionId) -> None:
    """End one session; ending it twice is no error."""
    await Session.find({"_id": session_id}).delete()


async def end_sessions_of(user_id: UserId, *, but: SessionId | None = None) -> list[SessionId]:
    """End all sessions of a person, `but` one; answers the ended ones so that their sockets can be cut."""
    query: dict[str, object] = {"user_id": user_id}
    if but is not None:
        query["_id"] = {"$ne": but}
    ended = [one.id for one in await Session.find(query).to_list()]
    await Session.find({"_id": {"$in": ended}}).delete()
    return ended


async def users_of_sessions(session_ids: Sequence[SessionId], now: datetime) -> dict[SessionId, UserId]:
    """Whose each of these sessions is; ended and expired ones are left out."""
    found = Session.get_motor_collection().find(
        {"_id": {"$in": list(session_ids)}, "expires_at": {"$gt": now}}, {"user_id": 1}
    )
    return {SessionId(one["_id"]): UserId(one["user_id"]) async for one in found}
