"""Whether somebody may use the product, and as what. Either takes effect on every open device within a second.

The fact is stored first, then their sessions end: a process that is told nothing notices within ten seconds.
"""

from realtime.chat import Chat
from realtime.errors import Forbidden
from realtime.handing_over import release_all
from server.accounts.sessions import close_sessions_of
from storage.ids import UserId
from storage.standing import change_standing
from storage.users import Role, set_blocked, set_role


async def block(chat: Chat, user_id: UserId, *, by: UserId | None = None) -> None:
    """Let the person in nowhere any more. What they have written stays; help chats that they hold wait again.

    `by` an administrator, or nobody where an operator does it. Raises Forbidden when that is no administrator any more.
    """
    if by is None:
        await set_blocked(user_id, chat.clock())
    elif await change_standing(user_id, {"blocked_at": chat.clock()}, by=by) is None:
        raise Forbidden("no administrator any more")
    await close_sessions_of(chat, user_id)
    await release_all(chat, user_id)


async def unblock(user_id: UserId, *, by: UserId | None = None) -> None:
    """Let the person sign in again; `by` as for `block`."""
    if by is None:
        await set_blocked(user_id, None)
    elif await change_standing(user_id, {"blocked_at": None}, by=by) is None:
        raise Forbidden("no administrator any more")


async def give_role(chat: Chat, user_id: UserId, role: Role, *, by: UserId | None = None) -> None:
    """Make the person something else; they sign in again as that. `by` as for `block`."""
    if by is None:
        await set_role(user_id, role)
    elif await change_standing(user_id, {"role": role}, by=by) is None:
        raise Forbidden("no administrator any more")
    await close_sessions_of(chat, user_id)
    if role not in (Role.SUPPORT, Role.ADMIN):
        await release_all(chat, user_id)
