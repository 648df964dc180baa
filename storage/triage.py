"""What staff put on a help chat: a moment to come back to it, tags, an end to abuse. Each with its condition."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from storage.conversations import Conversation, ConversationKind, update_one
from storage.ids import ConversationId, UserId
from storage.queue import NOBODY_WAITS
from storage.queue_place import QueueState
from storage.times import EPOCH


async def snooze(
    conversation_id: ConversationId, until: datetime | None, *, by: UserId, at: datetime
) -> Conversation | None:
    """Let it sleep until then, or wake it; None when it is resolved or somebody else holds it."""
    open_states = {"$in": [QueueState.WAITING, QueueState.CLAIMED]}
    concerned = {**_help_chat(conversation_id), "queue.state": open_states, "queue.assignee_id": {"$in": [None, by]}}
    asleep = {"queue.snoozed_until": until, "queue.snoozed_at": at}
    return await update_one(concerned, {"$set": asleep, "$inc": {"rev": 1}})


async def chats_to_wake(now: datetime, limit: int = 100) -> list[Conversation]:
    """What has slept long enough."""
    due = {"kind": ConversationKind.SUPPORT, "queue.snoozed_until": {"$gt": EPOCH, "$lte": now}}
    return await Conversation.find(due).sort("queue.snoozed_until").limit(limit).to_list()


async def wake(conversation_id: ConversationId, now: datetime) -> Conversation | None:
    """It sleeps no more; None when it was woken before, or told to sleep on."""
    due = {"_id": conversation_id, "queue.snoozed_until": {"$gt": EPOCH, "$lte": now}}
    return await update_one(due, {"$set": {"queue.snoozed_until": None}, "$inc": {"rev": 1}})


async def tag(conversation_id: ConversationId, tags: Sequence[str]) -> Conversation | None:
    """It has these tags and no others."""
    return await update_one(_help_chat(conversation_id), {"$set": {"queue.tags": list(tags)}, "$inc": {"rev": 1}})


async def block_visitor(conversation_id: ConversationId, *, at: datetime) -> Conversation | None:
    """The visitor may not write any more, and nobody has to answer; None when it was so before."""
    closed = {"queue.state": QueueState.RESOLVED, "queue.resolved_at": at, "queue.resolved_by": None}
    closed |= {"queue.blocked_at": at, **NOBODY_WAITS}
    free = {**_help_chat(conversation_id), "queue.blocked_at": None}
    return await update_one(free, {"$set": closed, "$inc": {"rev": 1}})


async def unblock_visitor(conversation_id: ConversationId) -> Conversation | None:
    """The visitor may write again; None when nothing kept them from it."""
    blocked = {**_help_chat(conversation_id), "queue.blocked_at": {"$ne": None}}
    return await update_one(blocked, {"$set": {"queue.blocked_at": None}, "$inc": {"rev": 1}})


async def forget_marks(conversation_ids: Sequence[ConversationId]) -> None:
    """No tags and no words of a rating are left on these chats."""
    nothing: dict[str, Any] = {"queue.tags": [], "queue.rating": None}
    await Conversation.get_motor_collection().update_many(
        {"_id": {"$in": list(conversation_ids)}, "kind": ConversationKind.SUPPORT}, {"$set": nothing}
    )


def _help_chat(conversation_id: ConversationId) -> dict[str, Any]:
    return {"_id": conversation_id, "kind": ConversationKind.SUPPORT}
