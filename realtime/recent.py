"""Conversations that were read a moment ago, so that a burst of messages does not read them again and again.

A copy may be up to `FRESH_SECONDS` old. It is good enough to let somebody write, because the appender looks again after
every message of another process and after every system message, and whatever takes the right to write away writes one;
it is never good enough to refuse.
"""

import asyncio
import time
from collections import OrderedDict
from typing import Final

from storage.conversations import Conversation, conversation_by_id
from storage.ids import ConversationId
from storage.inbox_copy import InboxCopy

FRESH_SECONDS: Final = 10.0
MAX_KEPT: Final = 20_000


class RecentConversations:
    """One process's recent copies."""

    def __init__(self, copies: InboxCopy) -> None:
        self._copies = copies
        self._kept: OrderedDict[ConversationId, tuple[float, Conversation]] = OrderedDict()
        self._reading: dict[ConversationId, asyncio.Task[Conversation | None]] = {}

    async def get(self, conversation_id: ConversationId) -> Conversation | None:
        """The conversation, from here or from the store."""
        kept = self._kept.get(conversation_id)
        if kept is not None and time.monotonic() - kept[0] < FRESH_SECONDS:
            return kept[1]
        reading = self._reading.get(conversation_id)
        if reading is None:
            reading = asyncio.get_running_loop().create_task(self.read(conversation_id), name="conversation")
            self._reading[conversation_id] = reading
            reading.add_done_callback(lambda _: self._reading.pop(conversation_id))
        return await asyncio.shield(reading)

    async def read(self, conversation_id: ConversationId) -> Conversation | None:
        """The conversation as the store has it now, with everything that this process has answered."""
        await self._copies.settled(conversation_id)
        at = time.monotonic()
        found = await conversation_by_id(conversation_id)
        if found is not None:
            self._kept[conversation_id] = (at, found)
            self._kept.move_to_end(conversation_id)
            if len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        return found

    def forget(self, conversation_id: ConversationId) -> None:
        """The conversation has changed."""
        self._kept.pop(conversation_id, None)
