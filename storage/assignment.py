"""Chats that find somebody by themselves, and those that whoever held them has left.

A chat is given in one transaction with the mark on whoever gets it: two that are given to the same person at once meet
there, and the later one counts again. So nobody gets more than they may, and no chat gets two.
"""

from collections.abc import Sequence
from datetime import datetime

from storage.conversations import Conversation, ConversationKind, Participant, update_one
from storage.database import Transaction, in_transaction
from storage.ids import ConversationId, UserId
from storage.queue import VISITOR_IS_IN, give, waiting_chat
from storage.queue_place import QueueState
from storage.times import EPOCH
from storage.users import Role, User


class NoRoom(Exception):
    """The person has as much as they may have, or answers no help chats any more."""


class Busier(Exception):
    """The person holds more by now than was believed: another may have less."""


class _Gone(Exception):
    """The chat does not wait any more; whoever was to get it is as before."""


async def assign(
    conversation_id: ConversationId, to: Participant, *, believed: int, at_most: int, at: datetime
) -> Conversation | None:
    """Give a waiting chat to this person; None when it waits no more.

    NoRoom when they hold `at_most` already, Busier when more than was `believed`.
    """

    async def write(transaction: Transaction) -> Conversation:
        able = {"_id": to.user_id, "role": Role.SUPPORT, "blocked_at": None}
        marked = await User.get_motor_collection().update_one(able, {"$set": {"assigned_at": at}}, session=transaction)
        held = await _held(to.user_id, transaction)
        if not marked.matched_count or held >= at_most:
            raise NoRoom
        if held > believed:
            raise Busier
        given = await give({**waiting_chat(conversation_id), **VISITOR_IS_IN}, to, transaction)
        if given is None:
            raise _Gone
        return given

    try:
        return await in_transaction(Conversation.get_motor_collection(), write)
    except _Gone:
        return None


async def _held(user_id: UserId, transaction: Transaction) -> int:
    held = {
        "kind": ConversationKind.SUPPORT,
        "queue.state": QueueState.CLAIMED,
        "queue.assignee_id": user_id,
        "queue.snoozed_until": None,
    }
    return await Conversation.get_motor_collection().count_documents(held, session=transaction)


async def chats_to_assign(limit: int = 100) -> list[Conversation]:
    """What somebody has to take, the longest in the queue first; what sleeps is left asleep."""
    queued = {"kind": ConversationKind.SUPPORT, "queue.queued_at": {"$gt": EPOCH}}
    awake = {"queue.state": QueueState.WAITING, "queue.snoozed_until": None}
    return await Conversation.find({**queued, **awake}).sort("queue.queued_at").limit(limit).to_list()


async def held_while_waiting(since: datetime, limit: int = 500) -> list[Conversation]:
    """What somebody holds while its visitor waits, since then or longer."""
    held = {"kind": ConversationKind.SUPPORT, "queue.state": QueueState.CLAIMED, "queue.waiting_since": {"$lte": since}}
    return await Conversation.find({**held, "queue.snoozed_until": None}).limit(limit).to_list()


async def mark_unattended(conversation_ids: Sequence[ConversationId], since: datetime | None) -> None:
    """Whoever holds these has gone since then, unless it is known since when; None: they are there."""
    known = {"queue.unattended_since": None if since else {"$ne": None}}
    await Conversation.get_motor_collection().update_many(
        {"_id": {"$in": list(conversation_ids)}, **known}, {"$set": {"queue.unattended_since": since}}
    )


async def chats_to_excuse(waiting_since: datetime, limit: int = 100) -> list[Conversation]:
    """What nobody has taken since then, and whose visitor was not told of it yet."""
    return await _untaken("busy_told_for", waiting_since, limit)


async def mark_excused(conversation_id: ConversationId, waiting_since: datetime) -> None:
    """The visitor was told that nobody is free for this waiting."""
    await _mark("busy_told_for", conversation_id, waiting_since)


async def chats_to_tell_of(waiting_since: datetime, limit: int = 100) -> list[Conversation]:
    """What nobody has taken since then, and of which the staff was not told yet."""
    return await _untaken("staff_told_for", waiting_since, limit)


async def mark_told_of(conversation_id: ConversationId, waiting_since: datetime) -> None:
    """The staff was told of this waiting."""
    await _mark("staff_told_for", conversation_id, waiting_since)


async def _untaken(told_for: str, waiting_since: datetime, limit: int) -> list[Conversation]:
    free = {"kind": ConversationKind.SUPPORT, "queue.state": QueueState.WAITING}
    untold = {"$expr": {"$ne": [f"$queue.{told_for}", "$queue.waiting_since"]}}
    late = {"queue.waiting_since": {"$lte": waiting_since}, "queue.snoozed_until": None, "queue.blocked_at": None}
    return await Conversation.find({**free, **late, **untold}).limit(limit).to_list()


async def _mark(told_for: str, conversation_id: ConversationId, waiting_since: datetime) -> None:
    same = {"_id": conversation_id, "queue.waiting_since": waiting_since}
    await update_one(same, {"$set": {f"queue.{told_for}": waiting_since}})
