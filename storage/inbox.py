"""Lists of conversations, newest activity first, and the inbox's copy of the newest message."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo import UpdateOne

from storage.conversations import Conversation, ConversationKind, ConversationState
from storage.ids import ConversationId, UserId
from storage.messages import Message


def _state_query(state: ConversationState, now: datetime) -> dict[str, Any]:
    if state is ConversationState.ACTIVE:
        return {"completed_at": None, "$or": [{"active_until": None}, {"active_until": {"$gt": now}}]}
    return {"$or": [{"completed_at": {"$ne": None}}, {"active_until": {"$lte": now}}]}


Position = tuple[datetime, ConversationId]
"""A place in an inbox: the last activity and the id of the conversation a page ended with."""


async def newest_first(query: dict[str, Any], after: Position | None, limit: int) -> list[Conversation]:
    """Up to `limit` conversations that match, after the place where the last page ended."""
    clauses = [query]
    if after is not None:
        at, last_id = after
        clauses.append({"$or": [{"last_message_at": {"$lt": at}}, {"last_message_at": at, "_id": {"$lt": last_id}}]})
    return await Conversation.find({"$and": clauses}).sort("-last_message_at", "-_id").limit(limit).to_list()


async def inbox(
    user_id: UserId,
    *,
    now: datetime,
    state: ConversationState | None = None,
    kind: ConversationKind | None = None,
    after: Position | None = None,
    limit: int = 50,
) -> list[Conversation]:
    """The conversations a person takes part in, newest activity first."""
    query: dict[str, Any] = {"participant_ids": user_id}
    if kind is not None:
        query["kind"] = kind
    if state is not None:
        query = {"$and": [query, _state_query(state, now)]}
    return await newest_first(query, after, limit)


async def record_newest(messages: Sequence[Message]) -> None:
    """Bring the inbox's copy up to these messages; a copy that is further stays as it is.

    A sender has read what they wrote and everything before it.
    """
    newest: dict[ConversationId, Message] = {}
    for message in messages:
        known = newest.get(message.conversation_id)
        if known is None or known.seq < message.seq:
            newest[message.conversation_id] = message
    updates = [_copy(one) for one in newest.values()] + [_own_receipt(one) for one in messages if one.sender_id]
    if updates:
        await Conversation.get_motor_collection().bulk_write(updates, ordered=False)


def _copy(message: Message) -> UpdateOne:
    change = {
        "last_seq": message.seq,
        "last_message": message.model_dump(by_alias=True, exclude={"revision_id"}),
        "last_message_at": message.created_at,
    }
    return UpdateOne({"_id": message.conversation_id, "last_seq": {"$lt": message.seq}}, {"$set": change})


def _own_receipt(message: Message) -> UpdateOne:
    path = f"receipts.{message.sender_id}"
    return UpdateOne(
        {"_id": message.conversation_id},
        {"$max": {f"{path}.read_seq": message.seq, f"{path}.delivered_seq": message.seq}},
    )


async def count_active_by_participant(user_ids: Sequence[UserId], now: datetime) -> dict[UserId, int]:
    """How many active consultations each of these people has; people without any are 0."""
    counts = dict.fromkeys(user_ids, 0)
    pipeline: list[dict[str, Any]] = [
        {"$match": {"participant_ids": {"$in": list(user_ids)}, "kind": ConversationKind.CONSULTATION}},
        {"$match": _state_query(ConversationState.ACTIVE, now)},
        {"$unwind": "$participant_ids"},
        {"$match": {"participant_ids": {"$in": list(user_ids)}}},
        {"$group": {"_id": "$participant_ids", "count": {"$sum": 1}}},
    ]
    async for row in Conversation.get_motor_collection().aggregate(pipeline):
        counts[row["_id"]] = row["count"]
    return counts
