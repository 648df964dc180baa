"""Who of the staff is told outside of the desk that a visitor waits and nobody has taken the chat."""

from datetime import datetime, timedelta
from typing import Final

from server.context import Context
from server.notifications.telling import Notice, tell
from server.notifications.unread import path_of
from storage.assignment import chats_to_tell_of, mark_told_of
from storage.conversations import Conversation, ConversationKind
from storage.deliveries import NoticeKind
from storage.site import Site
from storage.users import Role, User, people_of_role

TOLD_AFTER: Final = timedelta(minutes=5)
"""Whoever is at the desk is called at once, and again, by the desk itself."""

_AWAY: Final = "away"


async def tell_of_waiting(context: Context, site: Site, now: datetime) -> None:
    """Tell whoever answers, is not connected and has not said to be away: once for each waiting, within the hours.

    While there is nobody to tell, the waiting stays untold, so that whoever leaves the desk afterwards hears of it.
    Ordered first and marked then; ordered again, after a crash, it is the same order.
    """
    hours = site.support_hours
    # What came at night has not waited until the day has been worked for as long.
    if not hours.open_at(now) or not hours.open_at(now - TOLD_AFTER):
        return
    waiting = await chats_to_tell_of(now - TOLD_AFTER)
    people = await _absent(context, now) if waiting else []
    if not people:
        return
    for chat in waiting:
        since = chat.queue.waiting_since if chat.queue else None
        if since is None:
            continue
        for person in people:
            await tell(person.id, _notice(chat, since), now)
        await mark_told_of(chat.id, since)


async def _absent(context: Context, now: datetime) -> list[User]:
    people = await people_of_role(Role.SUPPORT)
    online = await context.chat.presence.online([one.id for one in people])
    return [one for one in people if one.id not in online and one.availability_at(now) != _AWAY]


def _notice(chat: Conversation, since: datetime) -> Notice:
    return Notice(
        NoticeKind.CHAT_WAITING,
        f"{chat.id}:{round(since.timestamp() * 1000)}",
        path_of(Role.SUPPORT, ConversationKind.SUPPORT, chat.id),
        chat.id,
    )
