"""What a visitor says of how a question was resolved: once for each resolution, and otherwise for a day."""

from datetime import datetime
from typing import Any

from storage.conversations import Conversation, update_one
from storage.ids import ConversationId, UserId
from storage.queue_place import RATEABLE, RATING_CHANGEABLE, SupportRating


async def give_rating(
    conversation_id: ConversationId, visitor_id: UserId, *, resolved_at: datetime, stars: int, words: str, at: datetime
) -> Conversation | None:
    """Keep it for the resolution of that moment, or change it; None when it is too late, or that is not the newest."""
    own: dict[str, Any] = {"_id": conversation_id, "visitor_id": visitor_id, "queue.blocked_at": None}
    own |= {"queue.resolved_by": {"$ne": None}}
    newest = {**own, "queue.resolved_at": resolved_at}
    first = SupportRating(stars=stars, words=words, resolved_at=resolved_at, given_at=at)
    given: Conversation | None = None
    if at < resolved_at + RATEABLE:
        unrated = {**newest, "queue.rating.resolved_at": {"$ne": resolved_at}}
        given = await update_one(unrated, {"$set": {"queue.rating": first.model_dump()}, "$inc": {"rev": 1}})
    said = {"queue.rating.stars": stars, "queue.rating.words": words}
    changeable = {"queue.rating.resolved_at": resolved_at, "queue.rating.given_at": {"$gt": at - RATING_CHANGEABLE}}
    return given or await update_one({**newest, **changeable}, {"$set": said, "$inc": {"rev": 1}})
