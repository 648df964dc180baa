"""The support queue: who waits, who answers, what is resolved. Each change is one atomic update with its condition."""

from collections.abc import Sequence
from datetime import datetime

from pymongo import ASCENDING, DESCENDING, UpdateOne

from storage.conversations import (
    Conversation,
    ConversationKind,
    Participant,
    QueueState,
    take_revs,
    update_one,
)
from storage.database import DuplicateKey, Transaction, in_transaction
from storage.ids import ConversationId, UserId
from storage.inbox import Position, newest_first
from storage.messages import Message


async def support_queue(
    *, states: Sequence[QueueState] = tuple(QueueState), after: Position | None = None, limit: int = 50
) -> list[Conversation]:
    """The support conversations in these states, newest activity first."""
    query = {"kind": ConversationKind.SUPPORT, "queue.state": {"$in": list(states)}}
    return await newest_first(query, after, limit)


async def support_conversation_of(visitor_id: UserId) -> Conversation | None:
    """The visitor's support conversation; there is one for good, resolved or not."""
    return await Conversation.find_one({"visitor_id": visitor_id})


async def support_chats_with(user_id: UserId, limit: int = 100) -> list[ConversationId]:
    """The ids of the support chats that a person is or was in, the newest activity first."""
    query = {"participant_ids": user_id, "kind": ConversationKind.SUPPORT}
    cursor = Conversation.get_motor_collection().find(query, {"_id": 1}).sort("last_message_at", DESCENDING)
    return [ConversationId(one["_id"]) async for one in cursor.limit(limit)]


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
    free = {"_id": conversation_id, "kind": ConversationKind.SUPPORT, "queue.assignee_id": None}
    taken = {
        "$set": {"queue.state": QueueState.CLAIMED, "queue.assignee_id": assignee.user_id},
        "$inc": {"rev": 1},
    }
    joining = {"$push": {"participants": assignee.model_dump(), "participant_ids": assignee.user_id}}
    # Whoever has answered here before is a participant already, perhaps under another name or picture.
    return await update_one({**free, "participant_ids": assignee.user_id}, taken) or await update_one(
        {**free, "participant_ids": {"$ne": assignee.user_id}}, taken | joining
    )


async def resolve(conversation_id: ConversationId, *, by: UserId, at: datetime) -> Conversation | None:
    """Close a claimed support conversation; None unless `by` holds it."""
    return await update_one(
        {"_id": conversation_id, "queue.assignee_id": by, "queue.state": QueueState.CLAIMED},
        {
            "$set": {
                "queue.state": QueueState.RESOLVED,
                "queue.resolved_at": at,
                "queue.assignee_id": None,
                "queue.waiting_since": None,
            },
            "$inc": {"rev": 1},
        },
    )


async def begin_waiting(conversation_id: ConversationId, visitor_id: UserId, since: datetime) -> Conversation | None:
    """The visitor waits since then; a resolved chat comes back to the queue. None when this changed nothing."""
    own = {"_id": conversation_id, "visitor_id": visitor_id}
    reopened = await update_one(
        {**own, "queue.state": QueueState.RESOLVED},
        {"$set": {"queue.state": QueueState.WAITING, "queue.waiting_since": since, "queue.assignee_id": None}},
    )
    return reopened or await update_one({**own, "queue.waiting_since": None}, {"$set": {"queue.waiting_since": since}})


async def end_waiting(conversation_id: ConversationId, answered_at: datetime) -> Conversation | None:
    """Nobody waits for what was asked before then any more; None when this changed nothing."""
    return await update_one(
        {"_id": conversation_id, "queue.waiting_since": {"$lte": answered_at}}, {"$set": {"queue.waiting_since": None}}
    )
