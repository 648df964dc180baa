"""Whether the visitor of a help chat waits for a word, and of which question: facts that follow what is said."""

from datetime import datetime, timedelta
from typing import Any

from storage.conversations import Conversation, update_one
from storage.ids import ConversationId, UserId
from storage.queue import NOBODY_WAITS, REOPENS_FOR
from storage.queue_place import QueueState


async def would_wait(conversation_id: ConversationId, visitor_id: UserId, since: datetime) -> bool:
    """Whether this word of the visitor's makes them wait: one look, for the many words that change nothing."""
    back = {"queue.state": QueueState.RESOLVED}
    concerned = {**_own(conversation_id, visitor_id), "$or": [back, *_behind(since)]}
    return await Conversation.get_motor_collection().find_one(concerned, {"_id": 1}) is not None


async def begin_waiting(
    conversation_id: ConversationId, visitor_id: UserId, since: datetime, *, reopens_for: timedelta = REOPENS_FOR
) -> Conversation | None:
    """The visitor waits since then; a chat that is resolved or asleep comes back. None when this changed nothing.

    Within `reopens_for` of a resolution it is still the same question; later it is a new one, without the tags.
    """
    own = _own(conversation_id, visitor_id)
    resolved = {**own, "queue.state": QueueState.RESOLVED}
    back = {**NOBODY_WAITS, "queue.state": QueueState.WAITING, "queue.waiting_since": since, "queue.queued_at": since}
    fresh: dict[str, Any] = {"queue.asked_at": since, "queue.first_answered_at": None, "queue.tags": []}
    return (
        await update_one({**resolved, "queue.resolved_at": {"$gt": since - reopens_for}}, {"$set": back})
        or await update_one(resolved, {"$set": back | fresh})
        or await _wait(own, since)
    )


async def _wait(own: dict[str, Any], since: datetime) -> Conversation | None:
    is_free = {"$eq": ["$queue.state", QueueState.WAITING]}
    facts = {
        "queue.waiting_since": {"$ifNull": ["$queue.waiting_since", since]},
        "queue.asked_at": {"$ifNull": ["$queue.asked_at", since]},
        "queue.queued_at": {"$cond": [is_free, {"$ifNull": ["$queue.queued_at", since]}, None]},
        "queue.snoozed_until": None,
    }
    return await update_one({**own, "$or": _behind(since)}, [{"$set": facts}])


def _own(conversation_id: ConversationId, visitor_id: UserId) -> dict[str, Any]:
    return {"_id": conversation_id, "visitor_id": visitor_id, "queue.blocked_at": None}


def _behind(since: datetime) -> list[dict[str, Any]]:
    # Whoever looks at an older word again does not wake what was put to sleep behind it.
    asleep = {"queue.snoozed_until": {"$ne": None}, "queue.snoozed_at": {"$lt": since}}
    return [{"queue.waiting_since": None}, asleep]


async def end_waiting(conversation_id: ConversationId, answered_at: datetime) -> Conversation | None:
    """Nobody waits for what was asked before then any more; None when this changed nothing."""
    return await update_one(
        {"_id": conversation_id, "queue.waiting_since": {"$lte": answered_at}},
        {"$set": {"queue.waiting_since": None, "queue.unattended_since": None}},
    )


async def mark_first_answer(conversation_id: ConversationId, asked_at: datetime, *, at: datetime) -> bool:
    """The question of that moment has its first answer; False when it had one, or is not the question any more."""
    asked = {"_id": conversation_id, "queue.asked_at": asked_at, "queue.first_answered_at": None}
    return await update_one(asked, {"$set": {"queue.first_answered_at": at}}) is not None
