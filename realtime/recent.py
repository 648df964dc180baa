"""Conversations that were read a moment ago, so that a burst of messages does not read them again and again.

A copy may be up to `FRESH_SECONDS` old. It is good enough to let somebody write, because the appender looks again after
every message of another process and after every system message, and whatever takes the right to write away writes one;
it is never good enough to refuse.
"""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from storage.conversations import Conversation, conversation_by_id
from storage.ids import ConversationId, UserId, parse_id
from storage.inbox_copy import InboxCopy
from storage.users import Role

FRESH_SECONDS: Final = 10.0
MAX_KEPT: Final = 20_000


@dataclass(slots=True, eq=False)
class Recent:
    """A conversation as it was when it was read, with what every message would ask it again.

    `writers` are those whom the whole check has let write into this copy; of theirs only the time is asked again.
    """

    conversation: Conversation
    read_at: float
    id: ConversationId
    ends_at: datetime | None
    writers: dict[UserId, Role] = field(default_factory=dict)
    rooms: tuple[str, ...] = ()

    def lets_write(self, user_id: UserId, role: Role, now: datetime) -> bool:
        """Whether the person was let in in this role, and may be still."""
        return self.writers.get(user_id) is role and (self.ends_at is None or now < self.ends_at)


class RecentConversations:
    """One process's recent copies, by the text of their id."""

    def __init__(self, copies: InboxCopy) -> None:
        self._copies = copies
        self._kept: OrderedDict[str, Recent] = OrderedDict()
        self._reading: dict[str, asyncio.Task[Recent | None]] = {}

    def peek(self, conversation_id: str) -> Recent | None:
        """The copy, when there is a fresh one."""
        kept = self._kept.get(conversation_id)
        return kept if kept is not None and time.monotonic() - kept.read_at < FRESH_SECONDS else None

    async def get(self, conversation_id: str) -> Recent | None:
        """The conversation, from here or from the store; whoever asks at the same time shares one query."""
        kept = self.peek(conversation_id)
        if kept is not None:
            return kept
        reading = self._reading.get(conversation_id)
        if reading is None:
            reading = asyncio.get_running_loop().create_task(self._read(conversation_id), name="conversation")
            self._reading[conversation_id] = reading
            reading.add_done_callback(lambda _: self._reading.pop(conversation_id))
        return await asyncio.shield(reading)

    async def read(self, conversation_id: str, *, with_newest: bool) -> Conversation | None:
        """The conversation as the store has it now.

        `with_newest`: what it says of its newest message includes everything that this process has answered. Whoever
        asks for somebody's rights alone does not wait for that.
        """
        parsed = parse_id(conversation_id)
        if parsed is not None and with_newest:
            await self._copies.settled(ConversationId(parsed))
        found = await self._read(conversation_id)
        return found.conversation if found is not None else None

    async def _read(self, conversation_id: str) -> Recent | None:
        parsed = parse_id(conversation_id)
        if parsed is None:
            return None
        at = time.monotonic()
        found = await conversation_by_id(ConversationId(parsed))
        if found is None:
            return None
        recent = Recent(found, at, found.id, found.active_until)
        # Under its own spelling alone, under which it is forgotten, too.
        key = str(found.id)
        self._kept[key] = recent
        self._kept.move_to_end(key)
        if len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)
        return recent

    def forget(self, conversation_id: ConversationId) -> None:
        """The conversation has changed."""
        self._kept.pop(str(conversation_id), None)
