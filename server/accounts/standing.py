"""Whether somebody may use the product, and as what. Either takes effect on every open device within a second.

The fact is stored first, then their sessions end: a process that is told nothing notices within ten seconds.
"""

from realtime.chat import Chat
from realtime.handing_over import release_all
from server.accounts.sessions import close_sessions_of
from storage.ids import UserId
from storage.users import Role, set_blocked, set_role


async def block(chat: Chat, user_id: UserId) -> None:
    """Let the person in nowhere any more. What they have written stays; help chats that they hold wait again."""
    await set_blocked(user_id, chat.clock())
    await close_sessions_of(chat, user_id)
    await release_all(chat, user_id)


async def unblock(user_id: UserId) -> None:
    """Let the person sign in again."""
    await set_blocked(user_id, None)


async def give_role(chat: Chat, user_id: UserId, role: Role) -> None:
    """Make the person something else; they sign in again as that."""
    await set_role(user_id, role)
    await close_sessions_of(chat, user_id)
    if role not in (Role.SUPPORT, Role.ADMIN):
        await release_all(chat, user_id)
