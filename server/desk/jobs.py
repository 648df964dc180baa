"""What the desk needs done by itself: sleepers wake, chats find somebody or leave who has gone, visitors
and absent staff hear of it.
"""

from datetime import datetime, timedelta

from realtime.assignment import assign_waiting, release_unattended
from realtime.automatic_replies import say_busy
from realtime.chat import Chat
from realtime.triage import wake_sleepers
from server.context import Context
from server.desk.notices import tell_of_waiting
from storage.assignment import chats_to_excuse, mark_excused
from storage.site import Site, load_site


async def tend_desk(context: Context) -> None:
    """Everything that time does to help chats. Safe to repeat, and to be done by two at once."""
    now, chat = context.clock(), context.chat
    await wake_sleepers(chat, now=now)
    site = await load_site()
    if site is None:
        return
    rules = site.support_rules.assignment
    # Nobody waits for who has gone, whether chats find somebody by themselves or not.
    await release_unattended(chat, rules, now=now)
    if rules.is_on:
        await assign_waiting(chat, rules, now=now)
    await _excuse(chat, site, now)
    await tell_of_waiting(context, site, now)


async def _excuse(chat: Chat, site: Site, now: datetime) -> None:
    """Said first and marked then: it is said once by its key, whoever dies in between."""
    replies = site.support_rules.replies
    if replies.busy is None or not site.support_hours.open_at(now):
        return
    for one in await chats_to_excuse(now - timedelta(minutes=replies.busy_after_minutes)):
        if one.queue is not None and one.queue.waiting_since is not None:
            await say_busy(chat, one, replies.busy, now=now)
            await mark_excused(one.id, one.queue.waiting_since)
