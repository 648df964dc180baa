"""The support queue: who waits, who answers, what is resolved. Each change is one atomic update with its condition."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from pymongo import ASCENDING, UpdateOne

from storage.conversations import (
    Conversation,
    ConversationKind,
    Participant,
    take_revs,
    update_one,
)
from storage.database import DuplicateKey, Transaction, in_transaction
from storage.ids import ConversationId, UserId
from storage.inbox import Position, newest_first
from storage.messages import Message
from storage.notes import Note
from storage.queue_place import QueueState
from storage.times import EPOCH

REOPENS_FOR: Final = timedelta(days=7)
VISITOR_IS_IN: Final[dict[str, Any]] = {"$expr": {"$in": ["$visitor_id", "$participant_ids"]}}
"""Nobody takes up a chat whose visitor has deleted the account."""


async def support_queue(
    *, states: Sequence[QueueState] = tuple(QueueState), after: Position | None = None, limit: int = 50
) -> list[Conversation]:
    """The support conversations in these states, newest activity first."""
    query = {"kind": ConversationKind.SUPPORT, "queue.state": {"$in": list(states)}}
    return await newest_first(query, after, limit)


async def held_chats(user_id: UserId, limit: int = 200) -> list[Conversation]:
    """What the person answers now, newest activity first."""
    held = {"kind": ConversationKind.SUPPORT, "queue.state": QueueState.CLAIMED, "queue.assignee_id": user_id}
    found = await Conversation.find(held).limit(limit).to_list()
    return sorted(found, key=lambda one: (one.last_message_at, one.id), reverse=True)


async def snoozed_chats(limit: int = 200) -> list[Conversation]:
    """What sleeps now, whatever wakes first before all others."""
    asleep = {"kind": ConversationKind.SUPPORT, "queue.snoozed_until": {"$gt": EPOCH}}
    return await Conversation.find(asleep).sort("queue.snoozed_until").limit(limit).to_list()


async def support_conversation_of(visitor_id: UserId) -> Conversation | None:
    """The visitor's support conversation; there is one for good, resolved or not."""
    return await Conversation.find_one({"visitor_id": visitor_id})


async def adopt(conversation_id: ConversationId, guest_id: UserId, visitor: Participant) -> Conversation | None:
    """Put a signed-in person in a guest's place, with all that the guest wrote, whole or not at all.

    Every message gets a `rev` of its own, so that a sync in pages misses none. None when it has happened already, or
    when the person has a support conversation of their own.
    """

    async def take(transaction: Transaction) -> Conversation | None:
        adopted = await _take_place(conversation_id, guest_id, visitor, transaction)
        if adopted is None:
            return None
        signed = await _sign(conversation_id, guest_id, visitor, transaction)
        adopted.rev += signed
        return adopted

    try:
        adopted: Conversation | None = await in_transaction(Conversation.get_motor_collection(), take)
    except DuplicateKey:
        return None
    return adopted


async def _take_place(
    conversation_id: ConversationId, guest_id: UserId, visitor: Participant, transaction: Transaction
) -> Conversation | None:
    return await update_one(
        {"_id": conversation_id, "visitor_id": guest_id},
        {
            "$set": {
                "visitor_id": visitor.user_id,
                "participants.$[guest]": visitor.model_dump(),
                "participant_ids.$[id]": visitor.user_id,
            },
            "$rename": {f"receipts.{guest_id}": f"receipts.{visitor.user_id}"},
            "$inc": {"rev": 1},
        },
        array_filters=[{"guest.user_id": guest_id}, {"id": guest_id}],
        transaction=transaction,
    )


async def _sign(
    conversation_id: ConversationId, guest_id: UserId, visitor: Participant, transaction: Transaction
) -> int:
    """Make the guest's messages the visitor's; answers how many they are."""
    messages = Message.get_motor_collection()
    query = {"conversation_id": conversation_id, "sender_id": guest_id}
    found = [one["_id"] async for one in messages.find(query, {"_id": 1}, session=transaction).sort("_id", ASCENDING)]
    if found:
        rev = await take_revs(conversation_id, len(found), transaction)
        change = {"sender_id": visitor.user_id, "sender_role": visitor.role}
        updates = [
            UpdateOne({"_id": one}, {"$set": {**change, "rev": rev + place}})
            for place, one in enumerate(found, start=1)
        ]
        await messages.bulk_write(updates, session=transaction)
    return len(found)


async def claim(conversation_id: ConversationId, assignee: Participant) -> Conversation | None:
    """Give a waiting support conversation to `assignee`; None when somebody else has it (exactly one wins)."""
    return await give({**waiting_chat(conversation_id), **VISITOR_IS_IN}, assignee, None)


async def resolve(
    conversation_id: ConversationId, *, by: UserId, at: datetime, note: Note | None = None
) -> Conversation | None:
    """Close a claimed support conversation, and keep the note with it; None unless `by` holds it."""
    closed = {"queue.state": QueueState.RESOLVED, "queue.resolved_at": at, "queue.resolved_by": by, **NOBODY_WAITS}
    change = {"$set": closed, "$inc": {"rev": 1}}
    held = _held(conversation_id, by)
    return await _with_note(lambda transaction: update_one(held, change, transaction=transaction), note)


async def hand_back(
    conversation_id: ConversationId,
    *,
    by: UserId,
    at: datetime,
    note: Note | None = None,
    passed: bool = True,
    unattended: bool = False,
) -> Conversation | None:
    """Put a claimed support conversation back into the queue, with the note; None unless `by` holds it.

    `passed`: on purpose, so it does not come back by itself. `unattended`: only while the visitor waits for nobody.
    """
    free = {
        "queue.state": QueueState.WAITING,
        "queue.assignee_id": None,
        "queue.queued_at": at,
        "queue.passed_by": by if passed else None,
        "queue.snoozed_until": None,
        "queue.unattended_since": None,
    }
    change = {"$set": free, "$inc": {"rev": 1}}
    held = _held(conversation_id, by)
    if unattended:
        held |= {"queue.waiting_since": {"$gt": EPOCH}, "queue.unattended_since": {"$gt": EPOCH}}
    return await _with_note(lambda transaction: update_one(held, change, transaction=transaction), note)


async def hand_over(
    conversation_id: ConversationId, to: Participant, *, by: UserId, note: Note | None = None
) -> Conversation | None:
    """Give a claimed support conversation to a colleague, with the note; None unless `by` holds it."""
    held = {**_held(conversation_id, by), **VISITOR_IS_IN}
    return await _with_note(lambda transaction: give(held, to, transaction), note)


async def reopen(conversation_id: ConversationId, assignee: Participant) -> Conversation | None:
    """Take up a resolved support conversation again; None when it is not resolved (of several exactly one wins)."""
    done = {"_id": conversation_id, "kind": ConversationKind.SUPPORT, "queue.state": QueueState.RESOLVED}
    return await give({**done, **VISITOR_IS_IN}, assignee, None)


async def held_by(user_ids: Sequence[UserId]) -> dict[UserId, int]:
    """How many chats each of these people answers now, those asleep left out; whoever answers none is left out."""
    asked = {"kind": ConversationKind.SUPPORT, "queue.state": QueueState.CLAIMED, "queue.snoozed_until": None}
    wanted = {"queue.assignee_id": {"$in": list(user_ids)}}
    counted = {"_id": "$queue.assignee_id", "count": {"$sum": 1}}
    cursor = Conversation.get_motor_collection().aggregate([{"$match": {**asked, **wanted}}, {"$group": counted}])
    return {UserId(one["_id"]): one["count"] async for one in cursor}


@dataclass(frozen=True)
class DeskCount:
    """How many chats there are of each sort. `new`: somebody has to take them, since `longest_since` at most."""

    new: int
    mine: int
    open: int
    snoozed: int
    longest_since: datetime | None


async def count_desk(user_id: UserId) -> DeskCount:
    """Counts over the chats that are not resolved, as this person has them before them."""
    chats, kind = Conversation.get_motor_collection(), {"kind": ConversationKind.SUPPORT}
    queued = {**kind, "queue.queued_at": {"$gt": EPOCH}, "queue.snoozed_until": None}
    own = {**kind, "queue.state": QueueState.CLAIMED, "queue.assignee_id": user_id}
    first = await chats.find(queued, {"queue.queued_at": 1}).sort("queue.queued_at", ASCENDING).limit(1).to_list(1)
    return DeskCount(
        new=await chats.count_documents(queued),
        mine=await chats.count_documents(own),
        open=await chats.count_documents({**kind, "queue.state": {"$in": [QueueState.WAITING, QueueState.CLAIMED]}}),
        snoozed=await chats.count_documents({**kind, "queue.snoozed_until": {"$gt": EPOCH}}),
        longest_since=first[0]["queue"]["queued_at"] if first else None,
    )


NOBODY_WAITS: Final[dict[str, Any]] = {
    "queue.assignee_id": None,
    "queue.waiting_since": None,
    "queue.queued_at": None,
    "queue.snoozed_until": None,
    "queue.passed_by": None,
    "queue.unattended_since": None,
}
"""How a chat stands that nobody has anything to do with."""


def waiting_chat(conversation_id: ConversationId) -> dict[str, Any]:
    """The chat, while nobody has taken it."""
    free = {"queue.state": QueueState.WAITING, "queue.assignee_id": None}
    return {"_id": conversation_id, "kind": ConversationKind.SUPPORT, **free}


def _held(conversation_id: ConversationId, by: UserId) -> dict[str, Any]:
    return {"_id": conversation_id, "queue.assignee_id": by, "queue.state": QueueState.CLAIMED}


async def give(query: dict[str, Any], to: Participant, transaction: Transaction | None) -> Conversation | None:
    """Give the chat that matches to this person; None when none does."""
    taken = {
        "queue.state": QueueState.CLAIMED,
        "queue.assignee_id": to.user_id,
        "queue.queued_at": None,
        "queue.snoozed_until": None,
        "queue.passed_by": None,
        "queue.unattended_since": None,
    }
    given = {"$set": taken, "$inc": {"rev": 1}}
    joining = {"$push": {"participants": to.model_dump(), "participant_ids": to.user_id}}
    # Whoever has answered here before is a participant already, perhaps under another name or picture.
    known, stranger = {"participant_ids": to.user_id}, {"participant_ids": {"$ne": to.user_id}}
    return await update_one({"$and": [query, known]}, given, transaction=transaction) or await update_one(
        {"$and": [query, stranger]}, given | joining, transaction=transaction
    )


async def _with_note(
    change: Callable[[Transaction], Awaitable[Conversation | None]], note: Note | None
) -> Conversation | None:
    """The change and the note, both or neither; without the change no note."""

    async def write(transaction: Transaction) -> Conversation | None:
        changed = await change(transaction)
        if changed is not None and note is not None:
            await note.insert(session=transaction)
        return changed

    return await in_transaction(Conversation.get_motor_collection(), write)
