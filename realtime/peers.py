"""Who is concerned by a person: those who share an active conversation with them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from storage.conversations import Conversation, ConversationState
from storage.ids import UserId
from storage.inbox import inbox

MAX_CONVERSATIONS: Final = 500


async def peers_of(user_id: UserId, now: datetime) -> list[UserId]:
    """The other participants of the person's newest active conversations, each once."""
    conversations = await inbox(user_id, now=now, state=ConversationState.ACTIVE, limit=MAX_CONVERSATIONS)
    return peers_in(conversations, user_id, now)


def peers_in(conversations: Iterable[Conversation], user_id: UserId, now: datetime) -> list[UserId]:
    """The other participants of the active ones among these, each once."""
    active = [one for one in conversations if one.state_at(now) is ConversationState.ACTIVE]
    return list(dict.fromkeys(other for one in active for other in one.participant_ids if other != user_id))
