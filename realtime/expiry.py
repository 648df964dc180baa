"""The end of a consultation by time. It ends at `active_until` for everybody, whether this job runs or not."""

from datetime import datetime

from realtime.chat import Chat
from realtime.conversations import announce as announce_conversation
from realtime.system_messages import write_system_message
from storage.conversations import expired_unannounced, mark_expiry_announced


async def announce(chat: Chat, now: datetime) -> int:
    """Tell the participants of consultations that have just expired; answers how many. May run anywhere, any time."""
    expired = await expired_unannounced(now)
    for conversation in expired:
        await write_system_message(chat, conversation, "consultation.expired", key="ended", now=now)
        if await mark_expiry_announced(conversation.id, at=now):
            await announce_conversation(chat, conversation)
    return len(expired)
