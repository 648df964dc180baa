"""Opening and ending sessions. An ended one is gone from MongoDB first, then its sockets are cut."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from realtime.actor import Actor
from realtime.chat import Chat
from realtime.errors import Forbidden, NotFound
from realtime.support import adopt_guest
from server.accounts.contracts import SessionList, SessionOut
from server.accounts.visitor import Visitor
from storage.ids import SessionId, UserId, parse_id
from storage.sessions import create_session, end_session, end_session_of, end_sessions_of, sessions_of
from storage.users import Role, User

ENDED: Final = "unauthenticated"


async def open_session(chat: Chat, user: User, visitor: Visitor, *, replacing: SessionId | None) -> str:
    """A new session of `user`; answers its token. The browser's former session, if any, ends.

    A client who owns a phone is given the help chats that were begun with it.
    """
    if user.blocked_at is not None:
        raise Forbidden("blocked")
    token, _ = await create_session(user.id, user_agent=visitor.user_agent, now=visitor.now)
    if user.role is Role.CLIENT and user.phone is not None:
        await adopt_guest(chat, phone=user.phone, user=user)
    if replacing is not None:
        await close_session(chat, replacing)
    return token


async def close_session(chat: Chat, session_id: SessionId) -> None:
    """Sign one device out."""
    await end_session(session_id)
    await _cut(chat, [session_id])


async def close_sessions_of(chat: Chat, user_id: UserId, *, but: SessionId | None = None) -> None:
    """Sign a person out of every device, `but` one."""
    await _cut(chat, await end_sessions_of(user_id, but=but))


async def list_sessions(actor: Actor, now: datetime) -> SessionList:
    """Where the actor is signed in, the newest first, the one that asks before all."""
    found = await sessions_of(actor.user_id, now)
    shown = [SessionOut.of(one, current=one.id == actor.session_id) for one in found]
    return SessionList(items=sorted(shown, key=lambda one: not one.current))


async def close_own_session(actor: Actor, session_id: str) -> SessionId:
    """Sign one of the actor's devices out; somebody else's is `not_found`, exactly as if it did not exist."""
    parsed = parse_id(session_id)
    if parsed is None or not await end_session_of(actor.user_id, SessionId(parsed)):
        raise NotFound
    await _cut(actor.chat, [SessionId(parsed)])
    return SessionId(parsed)


async def _cut(chat: Chat, session_ids: Iterable[SessionId]) -> None:
    for session_id in session_ids:
        chat.publisher.end_session(session_id, ENDED)
