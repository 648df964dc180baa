"""Opening and ending sessions. An ended one is gone from MongoDB first, then its sockets are cut."""

from collections.abc import Iterable
from typing import Final

from realtime.chat import Chat
from realtime.errors import Forbidden
from realtime.support import adopt_guest
from server.accounts.visitor import Visitor
from storage.ids import SessionId, UserId
from storage.sessions import create_session, end_session, end_sessions_of
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


async def _cut(chat: Chat, session_ids: Iterable[SessionId]) -> None:
    for session_id in session_ids:
        chat.publisher.end_session(session_id, ENDED)
