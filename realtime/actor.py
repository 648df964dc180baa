"""Whoever acts: resolved once at the door (HTTP request or socket handshake), then passed to every action."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from realtime.texts import DEFAULT_LANGUAGE, Language
from storage.ids import ConversationId, SessionId, UserId
from storage.sessions import hash_token
from storage.users import Role, User

if TYPE_CHECKING:
    from realtime.chat import Chat

MAX_TOKEN_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with an open session. `language` is the one of this request or connection.

    `reading` is a conversation that lies open to an administrator in this one call, because they said why and it is in
    the audit log; it never lets anybody write.
    """

    user_id: UserId
    role: Role
    name: str
    avatar_path: str | None
    session_id: SessionId
    language: Language
    chat: "Chat"
    reading: ConversationId | None = None

    @property
    def is_staff(self) -> bool:
        """Support staff and administrators."""
        return self.role in (Role.SUPPORT, Role.ADMIN)


def actor_of(user: User, session_id: SessionId, chat: "Chat", language: Language = DEFAULT_LANGUAGE) -> Actor:
    """The actor that `user` is in this session."""
    return Actor(
        user_id=user.id,
        role=user.role,
        name=user.display_name,
        avatar_path=user.avatar_path,
        session_id=session_id,
        language=language,
        chat=chat,
    )


async def actor_of_token(token: str, chat: "Chat", language: Language) -> Actor | None:
    """The person this token signs in, or None. Now and then the use of the session is noted.

    A session ends at its moment, not when it is swept.
    """
    if not token or len(token) > MAX_TOKEN_LENGTH:
        return None
    now = chat.clock()
    session = await chat.lookups.sessions.one(hash_token(token))
    if session is None or session.expires_at <= now:
        return None
    user = await chat.lookups.people.one(session.user_id)
    if user is None or user.blocked_at is not None:
        return None
    if session.is_due(now):
        await chat.lookups.uses.one(session.id)
    return actor_of(user, session.id, chat, language)
