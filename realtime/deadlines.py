"""What becomes of a consultation whose answer is late: told to the staff, handed over, given time, or offered back.

Whoever decides that is in `server/deadlines`; here it happens, and everybody concerned is told.
"""

from datetime import datetime, timedelta

from realtime.chat import Chat
from realtime.contract import rfc3339
from realtime.contracts import ConversationRemoved, OverdueChanged
from realtime.conversations import announce, participant_of
from realtime.errors import Conflict
from realtime.system_messages import write_system_message
from realtime.views import overdue_out
from storage.conversations import Conversation, conversation_by_id
from storage.deadlines import Change, end_offer, make_offer
from storage.deadlines import extend as store_extension
from storage.deadlines import reassign as store_reassignment
from storage.endings import warning_after
from storage.ids import ConversationId
from storage.users import User
from storage.waiting import Offer, Waiting


def with_new_astrologer(conversation: Conversation, offer: Offer | None, now: datetime) -> Change:
    """Another astrologer has the whole time that was promised, and the consultation lives as long at least."""
    bought, waiting = conversation.consultation, conversation.waiting
    until = conversation.active_until or now
    if bought is not None and bought.answer_within_hours is not None and waiting is not None:
        waiting = waiting.until(now + timedelta(hours=bought.answer_within_hours), now)
        until = max(until, waiting.due_at)
    return _change(conversation, until, waiting, offer, now)


def with_more_days(conversation: Conversation, days: int, offer: Offer | None, now: datetime) -> Change:
    """Both the consultation and the answer have `days` more, from now at least."""
    more, waiting = timedelta(days=days), conversation.waiting
    until = max(conversation.active_until or now, now) + more
    waiting = waiting.until(max(waiting.due_at, now) + more, now) if waiting else None
    return _change(conversation, until, waiting, offer, now)


def _change(
    conversation: Conversation, until: datetime, waiting: Waiting | None, offer: Offer | None, now: datetime
) -> Change:
    return Change(until, waiting, offer, warning_after(now, begun=conversation.created_at, until=until))


async def reassign(
    chat: Chat, conversation: Conversation, astrologer: User, change: Change, *, now: datetime
) -> Conversation:
    """Give the consultation to another astrologer: the one before loses it at once, this one sees all of it.

    `conflict` when it has changed meanwhile.
    """
    before = conversation.astrologer
    if before is None:
        raise Conflict("nobody gives it")
    changed = await store_reassignment(conversation, before.user_id, participant_of(astrologer), change)
    if changed is None:
        raise Conflict("the consultation has changed meanwhile")
    chat.publisher.conversation_removed(ConversationRemoved(conversation_id=str(changed.id)), before.user_id)
    name = astrologer.display_name
    return await _tell(chat, changed, "consultation.reassigned", params={"name": name}, now=now)


async def extend(chat: Chat, conversation: Conversation, change: Change, *, now: datetime) -> Conversation:
    """Give the consultation more time; `conflict` when it has changed meanwhile."""
    changed = await store_extension(conversation, change)
    if changed is None:
        raise Conflict("the consultation has changed meanwhile")
    return await _tell(chat, changed, "consultation.extended", params={"until": rfc3339(change.until)}, now=now)


async def offer(chat: Chat, conversation: Conversation, made: Offer) -> Conversation:
    """Offer the client a choice; `conflict` while a choice of theirs is still to be met."""
    changed = await make_offer(conversation.id, made)
    if changed is None:
        raise Conflict("the client has chosen already")
    return await _tell(chat, changed, "consultation.offered", params={}, now=made.made_at)


async def finish_offer(chat: Chat, conversation: Conversation, met: Offer, *, now: datetime) -> None:
    """Note that the client has got what they chose, and tell everybody."""
    changed = await end_offer(conversation.id, met, at=now)
    if changed is not None:
        await announce(chat, changed)
        tell_staff(chat, changed)


async def _tell(chat: Chat, changed: Conversation, code: str, *, params: dict[str, str], now: datetime) -> Conversation:
    # Each change has a `rev` of its own, so its message has a key of its own.
    await write_system_message(chat, changed, code, key=f"change:{changed.rev}", now=now, params=params)
    await chat.appender.copies.settled(changed.id)
    fresh = await conversation_by_id(changed.id) or changed
    await announce(chat, fresh)
    tell_staff(chat, fresh)
    return fresh


def is_late(conversation: Conversation, now: datetime) -> bool:
    """Whether an answer was due in it by now. A copy that is seconds old knows: promises are hours."""
    return conversation.waiting is not None and now >= conversation.waiting.due_at


async def late_answer_came(chat: Chat, conversation_id: ConversationId) -> None:
    """The astrologer has written where an answer was overdue: everybody hears how it stands, the staff too."""
    await chat.appender.copies.settled(conversation_id)
    answered = await conversation_by_id(conversation_id)
    if answered is not None:
        await announce(chat, answered)
        tell_staff(chat, answered)


def tell_staff(chat: Chat, conversation: Conversation) -> None:
    """Tell the support staff how the answer stands."""
    chat.publisher.overdue_changed(OverdueChanged(overdue=overdue_out(conversation)))
