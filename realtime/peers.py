"""Who is concerned by a person: those who share an active conversation with them."""

from datetime import datetime
from typing import Final

from storage.conversations import ConversationState
from storage.ids import UserId
from storage.inbox import inbox

MAX_CONVERSATIONS: Final = 500


async def peers_of(user_id: UserId, now: datetime) -> list[UserId]:
    """The other participants of the person's newest active conversations, each once."""
    conversations = await inbox(user_id, now=now, state=ConversationState.ACTIVE, limit=MAX_CONVERSATIONS)
    return list(dict.fromkeys(one for c in conversations for one in c.participant_ids if one != user_id))
