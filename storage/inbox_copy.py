"""What a conversation remembers of its newest message, so that an inbox is one query.

The copy follows the messages a moment later, at once when somebody waits for it: of several messages of a conversation
only the newest is written, and many conversations at a time. What cannot be written the repair job makes up for.
"""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from pymongo import UpdateOne
from pymongo.errors import PyMongoError

from storage.conversations import Conversation
from storage.database import Collection, Database
from storage.ids import ConversationId, UserId
from storage.messages import StoredMessage
from storage.users import Role

log = logging.getLogger(__name__)

LINGER_SECONDS: Final = 1.0
# One command that holds hundreds of updates would hold up every commit meanwhile.
COPIES_AT_ONCE: Final = 40
PATIENCE_SECONDS: Final = 1.0


class _Copy:
    """What is to be written of one conversation: its newest message, how far each sender has read, and who waits.

    `asked` and `last_asked` are the client's first and last word that the astrologer has not answered here.
    """

    __slots__ = ("answered_seq", "asked", "last_asked", "message", "read")

    def __init__(self, message: StoredMessage) -> None:
        self.message = message
        self.read: dict[UserId, int] = {}
        self.asked: StoredMessage | None = None
        self.last_asked: StoredMessage | None = None
        self.answered_seq = 0
        self.add(message)

    def add(self, message: StoredMessage) -> None:
        if message["seq"] > self.message["seq"]:
            self.message = message
        sender_id = message["sender_id"]
        if sender_id is not None:
            # Whoever writes has read everything before it.
            self.read[sender_id] = max(self.read.get(sender_id, 0), message["seq"])
            if message["sender_role"] == Role.CLIENT:
                self.asked = self.asked or message
                self.last_asked = message
            elif message["sender_role"] == Role.ASTROLOGER:
                self.answered_seq = max(self.answered_seq, message["seq"])
                self.asked = self.last_asked = None

    def receipts(self) -> dict[str, Any]:
        return {
            f"receipts.{user_id}.{mark}": {"$max": [f"$receipts.{user_id}.{mark}", seq]}
            for user_id, seq in self.read.items()
            for mark in ("read_seq", "delivered_seq")
        }

    def waiting(self) -> list[dict[str, Any]]:
        """Stages that tell who waits since when; whatever order processes write their copies in, the seqs decide."""
        if self.asked is None and not self.answered_seq:
            return []
        branches = [
            {"case": {"$not": [{"$gt": ["$consultation.answer_within_hours", 0]}]}, "then": None},
            {"case": {"$gt": ["$waiting.seq", "$answered_seq"]}, "then": "$waiting"},
        ]
        branches += [
            {"case": {"$gt": [word["seq"], "$answered_seq"]}, "then": _waiting_for(word)}
            for word in (self.asked, self.last_asked)
            if word is not None
        ]
        stages: list[dict[str, Any]] = [{"$set": {"waiting": {"$switch": {"branches": branches, "default": None}}}}]
        if self.answered_seq:
            stages.insert(0, {"$set": {"answered_seq": {"$max": ["$answered_seq", self.answered_seq]}}})
        return stages

    def update(self) -> UpdateOne:
        """A copy that is further stays as it is."""
        message = self.message
        copied: dict[str, Any] = {
            "last_seq": message["seq"],
            "last_message": {"$literal": message},
            "last_message_at": message["created_at"],
        }
        return UpdateOne(
            {"_id": message["conversation_id"], "last_seq": {"$lt": message["seq"]}},
            [{"$set": copied | self.receipts()}, *self.waiting()],
        )

    def update_receipts(self) -> UpdateOne:
        return UpdateOne({"_id": self.message["conversation_id"]}, [{"$set": self.receipts()}, *self.waiting()])


def _waiting_for(word: StoredMessage) -> dict[str, Any]:
    """What `storage.waiting.Waiting` says of this word; the first notice is at half the time."""
    hours = "$consultation.answer_within_hours"
    return {
        "seq": word["seq"],
        "since": word["created_at"],
        "due_at": {"$add": [word["created_at"], {"$multiply": [hours, 3_600_000]}]},
        "next_notice_at": {"$add": [word["created_at"], {"$multiply": [hours, 1_800_000]}]},
        "notices": 0,
    }


class InboxCopy:
    """The writer of copies in a process."""

    def __init__(self, database: Database) -> None:
        self._conversations = database.collection(Conversation.Settings.name)
        self._pending: dict[bytes, _Copy] = {}
        self._writing: dict[bytes, _Copy] = {}
        self._task: asyncio.Task[None] | None = None
        self._round: asyncio.Future[None] | None = None
        self._wanted = asyncio.Event()

    def put(self, message: StoredMessage) -> None:
        """Have the copy follow this committed message."""
        known = self._pending.get(message["conversation_id"].binary)
        if known is None:
            self._pending[message["conversation_id"].binary] = _Copy(message)
        else:
            known.add(message)
        if self._task is None:
            self._round = asyncio.get_running_loop().create_future()
            self._task = asyncio.get_running_loop().create_task(self._write_all(), name="inbox copy")

    async def settled(self, conversation_id: ConversationId | None = None) -> None:
        """Return when the copies of what this process has committed so far are written, could not be, or take a second.

        What is put meanwhile is not waited for: the write that runs and the one after it hold all of before.
        """
        if self._round is None or not self._concerns(conversation_id):
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                for _ in range(2):
                    if self._round is None or not self._concerns(conversation_id):
                        return
                    self._wanted.set()
                    await asyncio.shield(self._round)

    def _concerns(self, conversation_id: ConversationId | None) -> bool:
        key = conversation_id.binary if conversation_id is not None else None
        return key is None or key in self._pending or key in self._writing

    async def _write_all(self) -> None:
        loop = asyncio.get_running_loop()
        while self._pending:
            await self._rest(LINGER_SECONDS)
            self._writing, self._pending = self._pending, {}
            try:
                for copies in _portions(list(self._writing.values())):
                    begun = loop.time()
                    await _write(self._conversations, copies)
                    await self._rest(loop.time() - begun)
            except PyMongoError as error:
                log.warning("inbox copies are behind", extra={"reason": type(error).__name__})
            self._writing = {}
            self._wanted.clear()
            done, self._round = self._round, loop.create_future() if self._pending else None
            if done is not None:
                done.set_result(None)
        self._task = None

    async def _rest(self, seconds: float) -> None:
        """Leave the store to the commits, unless somebody waits for the copies."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wanted.wait()


def _portions(copies: Sequence[_Copy]) -> Iterator[Sequence[_Copy]]:
    for start in range(0, len(copies), COPIES_AT_ONCE):
        yield copies[start : start + COPIES_AT_ONCE]


async def _write(conversations: Collection, copies: Sequence[_Copy]) -> None:
    done = await conversations.bulk_write([one.update() for one in copies], ordered=False)
    if done.matched_count < len(copies):
        # Another process is further; the senders have read what they wrote all the same.
        receipts = [one.update_receipts() for one in copies if one.read]
        if receipts:
            await conversations.bulk_write(receipts, ordered=False)


async def record_newest(messages: Sequence[StoredMessage]) -> None:
    """Bring the copies up to these messages, now."""
    copies: dict[bytes, _Copy] = {}
    for message in messages:
        known = copies.get(message["conversation_id"].binary)
        if known is None:
            copies[message["conversation_id"].binary] = _Copy(message)
        else:
            known.add(message)
    for portion in _portions(list(copies.values())):
        await _write(Conversation.get_motor_collection(), portion)
