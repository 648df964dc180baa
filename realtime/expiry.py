"""The end of a consultation by time, the warnings before it, and the days that are bought or taken back.

It ends at `active_until` for everybody, whether this job runs or not.
"""

from datetime import datetime, timedelta

from realtime.chat import Chat
from realtime.contract import rfc3339
from realtime.conversations import announce as announce_conversation
from realtime.system_messages import write_system_message
from storage.conversations import Conversation, conversation_by_id
from storage.endings import (
    LEADS,
    EndWarning,
    complete_follow_up,
    endings_to_warn_of,
    expired_unannounced,
    mark_expiry_announced,
    set_next_warning,
    shorten_for,
    warning_after,
)
from storage.endings import extend_for as store_extension
from storage.ids import ConversationId, OrderId


async def announce(chat: Chat, now: datetime) -> int:
    """Tell the participants of consultations that have just expired; answers how many. May run anywhere, any time."""
    expired = await expired_unannounced(now)
    for conversation in expired:
        if conversation.follow_up_until is not None:
            await _complete(chat, conversation, now)
            continue
        await _expire(chat, conversation, now)
    return len(expired)


async def _expire(chat: Chat, conversation: Conversation, now: datetime) -> None:
    assert conversation.active_until is not None
    # Each end is said once: what was extended after its end ends again.
    key = f"expired:{conversation.active_until.isoformat()}"
    await write_system_message(chat, conversation, "consultation.expired", key=key, now=now)
    if await mark_expiry_announced(conversation.id, at=now):
        await announce_conversation(chat, conversation)


async def _complete(chat: Chat, conversation: Conversation, now: datetime) -> None:
    await write_system_message(chat, conversation, "consultation.completed", key="completed", now=now)
    completed = await complete_follow_up(conversation)
    if completed is not None:
        await announce_conversation(chat, completed)


async def warn(chat: Chat, now: datetime) -> int:
    """Warn the participants of consultations that end soon; answers how many. May run anywhere, any time.

    Each warning is written once for the end it tells of. Of several that are late only the last is given, and none
    after the end.
    """
    ending = await endings_to_warn_of(now)
    for conversation in ending:
        until = conversation.active_until
        following = None
        if until is not None and now < until:
            following = warning_after(now, begun=conversation.created_at, until=until)
            lead = EndWarning.DAY if now >= until - LEADS[EndWarning.DAY] else EndWarning.DAYS
            await write_system_message(
                chat,
                conversation,
                f"consultation.ends_in_{lead}",
                key=f"ends_in_{lead}:{until.isoformat()}",
                now=now,
                params={"until": rfc3339(until)},
            )
        await set_next_warning(conversation, following)
    return len(ending)


async def extend_for(
    chat: Chat, conversation_id: ConversationId, order_id: OrderId, *, days: int, now: datetime
) -> Conversation | None:
    """Give the consultation the days that this order has paid for, once, however often this is called.

    They begin at its end, or now when that is over. None when it has been given, so that nothing can be given.
    """
    while (found := await conversation_by_id(conversation_id)) is not None and order_id not in found.extended_by:
        if _was_given(found):
            return None
        until = max(found.active_until or now, now) + timedelta(days=days)
        if await store_extension(found, order_id, until) is not None:
            params = {"until": rfc3339(until)}
            await write_system_message(
                chat, found, "consultation.extended", key=f"paid:{order_id}", now=now, params=params
            )
            fresh = await conversation_by_id(conversation_id)
            if fresh is not None:
                await announce_conversation(chat, fresh)
    return found


async def take_back(
    chat: Chat, conversation_id: ConversationId, order_id: OrderId, *, days: int, now: datetime
) -> Conversation | None:
    """Take back the days that this order gave, once, however often this is called; answers the consultation then.

    It ends where it would have ended without them, and never before `now`: then it ends at once. What has ended or was
    given stays as it is. From here on the order gives nothing.
    """
    while (found := await conversation_by_id(conversation_id)) is not None and order_id not in found.shortened_by:
        await shorten_for(found, order_id, _end_without(found, order_id, days, now))
    if found is None:
        return None
    await write_system_message(chat, found, "consultation.extension_refunded", key=f"taken_back:{order_id}", now=now)
    await announce_conversation(chat, found)
    has_ended = found.active_until is not None and found.active_until <= now
    if has_ended and not _was_given(found) and found.expiry_announced_at is None:
        await _expire(chat, found, now)
    return found


def _end_without(conversation: Conversation, order_id: OrderId, days: int, now: datetime) -> datetime | None:
    until, gave = conversation.active_until, order_id in conversation.extended_by
    if until is None or until <= now or _was_given(conversation) or not gave:
        return until
    return max(until - timedelta(days=days), now)


def _was_given(conversation: Conversation) -> bool:
    return conversation.completed_at is not None or conversation.follow_up_until is not None
