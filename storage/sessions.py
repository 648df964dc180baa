"""Sessions: who is signed in where. The token itself is never stored, only its SHA-256."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Final

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel, WriteConcern

from storage.ids import SessionId, UserId, new_id

LIFETIME = timedelta(days=90)
NOTED_EVERY: Final = timedelta(minutes=15)
"""How coarsely the last use is known: a session that is in use is written this often, never with every request."""
MOST_SHOWN: Final = 100


class Session(Document):
    """One signed-in device. It ends by deletion (sign-out) or at `expires_at` (a TTL index sweeps it)."""

    id: SessionId = Field(default_factory=lambda: SessionId(new_id()))
    token_hash: str
    user_id: UserId
    user_agent: str = ""
    created_at: datetime
    last_seen_at: datetime | None = None
    expires_at: datetime

    class Settings:
        name = "sessions"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("token_hash", ASCENDING)], unique=True),
            IndexModel([("user_id", ASCENDING), ("_id", DESCENDING)]),
            IndexModel([("expires_at", ASCENDING)], expireAfterSeconds=0),
        ]

    @property
    def seen_at(self) -> datetime:
        """When the session was used last, at most `NOTED_EVERY` before the truth."""
        return self.last_seen_at or self.created_at

    def is_due(self, now: datetime) -> bool:
        """Whether a use at `now` is to be noted."""
        return now - self.seen_at >= NOTED_EVERY


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
        last_seen_at=now,
        expires_at=now + LIFETIME,
    )
    await session.insert()
    return token, session


async def sessions_by_hash(token_hashes: Sequence[str]) -> list[Session]:
    """The sessions of these tokens, expired ones too until they are swept."""
    return await Session.find({"token_hash": {"$in": list(token_hashes)}}).to_list()


async def note_use(session_ids: Sequence[SessionId], now: datetime) -> None:
    """Record that these are in use. No majority is waited for: a note that is lost is made again."""
    sessions = Session.get_motor_collection().with_options(write_concern=WriteConcern(w=1))
    due = {"_id": {"$in": list(session_ids)}, "last_seen_at": {"$not": {"$gt": now - NOTED_EVERY}}}
    await sessions.update_many(due, {"$set": {"last_seen_at": now}})


async def sessions_of(user_id: UserId, now: datetime) -> list[Session]:
    """The newest hundred live sessions of a person, newest first."""
    live = {"user_id": user_id, "expires_at": {"$gt": now}}
    return await Session.find(live).sort("-_id").limit(MOST_SHOWN).to_list()


async def end_session_of(user_id: UserId, session_id: SessionId) -> bool:
    """End a session if it is this person's; False when it is nobody's or somebody else's."""
    ended = await Session.get_motor_collection().delete_one({"_id": session_id, "user_id": user_id})
    return bool(ended.deleted_count)


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
