"""The end of a consultation by time, and the warnings before it.

It ends at `active_until` for everybody, whether this job runs or not.
"""

from datetime import datetime, timedelta

from realtime.chat import Chat
from realtime.contract import rfc3339
from realtime.conversations import announce as announce_conversation
from realtime.system_messages import write_system_message
from storage.conversations import Conversation, conversation_by_id, expired_unannounced, mark_expiry_announced
from storage.endings import LEADS, EndWarning, complete_follow_up, endings_to_warn_of, set_next_warning, warning_after
from storage.endings import extend_for as store_extension
from storage.ids import ConversationId, OrderId


async def announce(chat: Chat, now: datetime) -> int:
    """Tell the participants of consultations that have just expired; answers how many. May run anywhere, any time."""
    expired = await expired_unannounced(now)
    for conversation in expired:
        if conversation.follow_up_until is not None:
            await _complete(chat, conversation, now)
            continue
        await write_system_message(chat, conversation, "consultation.expired", key="ended", now=now)
        if await mark_expiry_announced(conversation.id, at=now):
            await announce_conversation(chat, conversation)
    return len(expired)


async def _complete(chat: Chat, conversation: Conversation, now: datetime) -> None:
    await write_system_message(chat, conversation, "consultation.completed", key="ended", now=now)
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
        if found.completed_at is not None or found.follow_up_until is not None:
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
