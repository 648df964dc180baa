"""Lists of conversations, newest activity first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from storage.conversations import Conversation, ConversationKind, ConversationState
from storage.ids import ConversationId, UserId


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


async def consultations_of_two(client_id: UserId, astrologer_id: UserId, limit: int = 100) -> list[Conversation]:
    """The consultations this client has or had with this astrologer, newest activity first."""
    query = {
        "participant_ids": client_id,
        "participants.user_id": astrologer_id,
        "kind": ConversationKind.CONSULTATION,
    }
    return await newest_first(query, None, limit)
