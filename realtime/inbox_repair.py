"""Finishes what follows a message when its process died behind the commit: the inbox's copy, the support queue."""

from datetime import datetime, timedelta
from typing import Final

from realtime.chat import Chat
from realtime.waiting import visitor_waits
from storage.ids import MessageId, id_at
from storage.inbox_copy import record_newest
from storage.messages import newest_by_conversation

LOOK_BACK: Final = timedelta(minutes=3)
UNDER_WAY: Final = timedelta(seconds=5)
"""Whoever has just committed a message is about to do all this themselves."""


async def repair(chat: Chat, now: datetime) -> int:
    """Look at the messages of the last three minutes; answers in how many conversations. Harmless to repeat."""
    since = MessageId(id_at(now - LOOK_BACK))
    newest = await newest_by_conversation(since)
    await record_newest(list(newest.values()))
    for conversation_id, message in newest.items():
        if message["sender_id"] is not None and message["created_at"] < now - UNDER_WAY:
            await visitor_waits(chat, conversation_id, message["sender_id"], message["created_at"])
    return len(newest)
