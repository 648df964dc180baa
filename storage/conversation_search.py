"""Finding conversations: everybody's, newest first, by what the back office asks for, never by their words."""

from datetime import datetime, timedelta
from typing import Any, Final

from storage.conversations import Conversation, ConversationKind
from storage.ids import ConversationId, UserId, id_at

_SECOND: Final = timedelta(seconds=1)


async def found_conversations(
    *,
    kind: ConversationKind | None = None,
    person_id: UserId | None = None,
    astrologer_id: UserId | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: ConversationId | None = None,
    limit: int,
) -> list[Conversation]:
    """Conversations that fit all that is asked, those begun last first, from behind `before`.

    `since` (included) and `until` (not included) are when they began, to the second.
    """
    people = [one for one in (person_id, astrologer_id) if one is not None]
    query: dict[str, Any] = {"participant_ids": {"$all": people}} if people else {}
    if kind is not None:
        query["kind"] = kind
    begun: dict[str, object] = {}
    if since is not None:
        begun["$gte"] = id_at(since)
    ends = [id_at(until + _SECOND - timedelta(microseconds=1)) if until is not None else None, before]
    if given := [one for one in ends if one is not None]:
        begun["$lt"] = min(given)
    if begun:
        query["_id"] = begun
    return await Conversation.find(query).sort("-_id").limit(limit).to_list()
