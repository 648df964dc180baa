"""Brings the inbox's copy up to the messages, for a process that died between a commit and the copy."""

from datetime import datetime, timedelta
from typing import Final

from realtime.chat import Chat
from storage.ids import MessageId, id_at
from storage.inbox import record_newest
from storage.messages import newest_by_conversation

LOOK_BACK: Final = timedelta(minutes=3)


async def repair(chat: Chat, now: datetime) -> int:
    """Look at the messages of the last three minutes; answers in how many conversations. Harmless to repeat."""
    since = MessageId(id_at(now - LOOK_BACK))
    newest = await newest_by_conversation(since)
    await record_newest(list(newest.values()))
    return len(newest)
