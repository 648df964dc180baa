"""The support queue: who waits, who answers, what is resolved. Each change is one atomic update with its condition."""

from collections.abc import Sequence
from datetime import datetime

from storage.conversations import Conversation, ConversationKind, Participant, QueueState, update_one
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


async def adopt(conversation_id: ConversationId, guest_id: UserId, visitor: Participant) -> Conversation | None:
    """Put a signed-in person in a guest's place, with all that the guest wrote; None when it has happened already."""
    everywhere = {"conversation_id": conversation_id, "sender_id": guest_id}
    adopted = await update_one(
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
    )
    if adopted is not None:
        change = {"sender_id": visitor.user_id, "sender_role": visitor.role, "rev": adopted.rev}
        await Message.get_motor_collection().update_many(everywhere, {"$set": change})
    return adopted


async def claim(conversation_id: ConversationId, assignee: Participant) -> Conversation | None:
    """Give a waiting support conversation to `assignee`; None when somebody else has it (exactly one wins)."""
    return await update_one(
        {"_id": conversation_id, "kind": ConversationKind.SUPPORT, "queue.assignee_id": None},
        {
            "$set": {"queue.state": QueueState.CLAIMED, "queue.assignee_id": assignee.user_id},
            "$inc": {"rev": 1},
            "$addToSet": {"participants": assignee.model_dump(), "participant_ids": assignee.user_id},
        },
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


async def set_waiting(conversation_id: ConversationId, since: datetime | None) -> Conversation | None:
    """A visitor waits since `since` (a resolved chat comes back to the queue), or with None nobody does.

    Answers the conversation when this changed anything, else None.
    """
    if since is None:
        return await update_one(
            {"_id": conversation_id, "queue.waiting_since": {"$ne": None}}, {"$set": {"queue.waiting_since": None}}
        )
    reopened = await update_one(
        {"_id": conversation_id, "queue.state": QueueState.RESOLVED},
        {"$set": {"queue.state": QueueState.WAITING, "queue.waiting_since": since, "queue.assignee_id": None}},
    )
    return reopened or await update_one(
        {"_id": conversation_id, "kind": ConversationKind.SUPPORT, "queue.waiting_since": None},
        {"$set": {"queue.waiting_since": since}},
    )
