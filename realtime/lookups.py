"""What many ask for at the same moment, when they come back after an outage: asked of the store together."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from realtime.gathering import Gathering
from storage.astrologers import Astrologer, astrologers_by_user
from storage.conversations import Conversation, conversations_by_id
from storage.ids import ConversationId, SessionId, UserId
from storage.sessions import Session, note_use, sessions_by_hash
from storage.times import Clock
from storage.users import User, last_seen_of, users_by_id


class Lookups:
    """One process's. Sessions are asked for by the hash of their token; that one is used is told the same way."""

    def __init__(self, clock: Clock) -> None:
        self.sessions: Gathering[str, Session] = Gathering(_sessions)
        self.uses: Gathering[SessionId, None] = Gathering(partial(_note_uses, clock))
        self.people: Gathering[UserId, User] = Gathering(_people)
        self.conversations: Gathering[ConversationId, Conversation] = Gathering(_conversations)
        self.astrologers: Gathering[UserId, Astrologer] = Gathering(_astrologers)
        self.last_seen: Gathering[UserId, datetime] = Gathering(last_seen_of)


async def _sessions(hashes: Sequence[str]) -> Mapping[str, Session]:
    return {one.token_hash: one for one in await sessions_by_hash(hashes)}


async def _note_uses(clock: Clock, ids: Sequence[SessionId]) -> Mapping[SessionId, None]:
    await note_use(ids, clock())
    return {}


async def _people(ids: Sequence[UserId]) -> Mapping[UserId, User]:
    return {one.id: one for one in await users_by_id(ids)}


async def _conversations(ids: Sequence[ConversationId]) -> Mapping[ConversationId, Conversation]:
    return {one.id: one for one in await conversations_by_id(ids)}


async def _astrologers(ids: Sequence[UserId]) -> Mapping[UserId, Astrologer]:
    return {one.user_id: one for one in await astrologers_by_user(ids) if one.user_id is not None}
