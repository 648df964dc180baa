"""When the relay between processes is unsure, what others wrote reaches this process's sockets from MongoDB.

The relay knows for how long it may have missed something (Redis is away or hangs, its subscription broke, another
process fell silent). From that moment on every message and every change of one is read from the change stream and
delivered here, until the relay is sure again. Something may come twice; clients know messages by seq and rev.
"""

import asyncio
import logging
from typing import Final

from realtime.chat import Chat
from realtime.metrics import LIFELINE_DELIVERED
from realtime.views import message_event
from storage.database import StoreError
from storage.watching import happenings

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 0.5


async def keep_delivering(chat: Chat) -> None:
    """Watch over the relay; runs as a task of a process that has sockets."""
    was_sure = True
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        seconds = chat.outlet.relay.unsure_seconds()
        if seconds is None:
            was_sure = True
            continue
        if was_sure:
            log.warning("the relay is unsure: delivering from the database", extra={"seconds": round(seconds, 1)})
        was_sure = False
        try:
            await _deliver(chat, seconds)
        except StoreError as error:
            log.warning("the database cannot be watched", extra={"reason": type(error).__name__})


async def _deliver(chat: Chat, seconds: float) -> None:
    """Everything from `seconds` ago until the relay is sure and nothing is left."""
    async for happening in happenings(seconds):
        if happening is None:
            if chat.outlet.relay.unsure_seconds() is None:
                return
            continue
        recent = await chat.recent.get(str(happening.message["conversation_id"]))
        if recent is not None:
            LIFELINE_DELIVERED.inc()
            event = message_event(happening.message)
            chat.publisher.repeat_message(recent, event, is_new=happening.is_new)
