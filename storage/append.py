"""Group commit: while one batch of messages is being committed the next one gathers.

A batch holds at most one message of a conversation and is one `insert_many` at majority, journaled. The promises come
from the two unique indexes of `messages`, not from anything remembered here: a clash on `order` means another process
wrote first (look again, retry); a clash on `once` means the message is already there (answer with it). Nothing is
answered before the commit.

Looking again is: read the last seq, then ask whether the writer may still write. It is done for whoever writes next
after a clash and after a system message. Every end of a conversation writes a system message, so nobody writes behind
an end that they have not seen, on any process, without a lock. What another process says it has committed (`heard`)
spares the clash: it counts only when it is the very next seq and no system message, so that no end is passed over.
"""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from pymongo.errors import PyMongoError, WriteError
from pymongo.read_concern import ReadConcern

from storage.database import Collection, Database
from storage.inbox_copy import InboxCopy
from storage.messages import Message, MessageKind, StoredMessage, last_seq

log = logging.getLogger(__name__)

MAX_BATCH: Final = 500
MAX_BATCH_CHARACTERS: Final = 4_000_000
MAX_REMEMBERED: Final = 50_000
GIVE_UP_SECONDS: Final = 25.0
SWEEP_SECONDS: Final = 1.0
RETRY_SECONDS: Final = 0.2
DUPLICATE_KEY: Final = 11000
COMMIT_MILLISECONDS: Final = 10_000

Key = bytes
"""A conversation's id as bytes: what dictionaries hash without asking Python."""

Recheck = Callable[[], Awaitable[None]]


class AppendFailed(Exception):
    """The store did not answer in time. The message may or may not be there: retry with the same id."""


@dataclass(slots=True, eq=False)
class _Run:
    """Messages of one conversation in a row, all of them seen, with nothing of the product between them."""

    next_seq: int


@dataclass(slots=True, eq=False)
class _Waiting:
    key: Key
    message: StoredMessage
    recheck: Recheck
    checked_for: _Run | None
    outcome: "asyncio.Future[StoredMessage]"
    gives_up_at: float


@dataclass(frozen=True, slots=True)
class Appended:
    """A committed message; `is_new` is False when this send had been committed before."""

    message: StoredMessage
    is_new: bool


class MessageAppender:
    """The only writer of new messages in a process. `close()` commits what has gathered, then stops."""

    def __init__(self, database: Database) -> None:
        handle = database.collection(Message.Settings.name)
        self.copies = InboxCopy(database)
        self._database = handle.database
        self._committed: Collection = handle.with_options(read_concern=ReadConcern("majority"))
        self._waiting: dict[Key, deque[_Waiting]] = {}
        self._unanswered: set[_Waiting] = set()
        self._runs: OrderedDict[Key, _Run] = OrderedDict()
        self._looking: dict[Key, asyncio.Task[None]] = {}
        self._committing: asyncio.Task[None] | None = None
        self._sweep: asyncio.TimerHandle | None = None

    async def append(self, message: StoredMessage, recheck: Recheck) -> Appended:
        """Commit `message` as the next of its conversation; its `seq` is given here.

        The caller has checked that the writer may write; `recheck` checks it again, from the store, and raises when
        they may not any more. Raises AppendFailed when the store gives no answer within 25 s.
        """
        loop = asyncio.get_running_loop()
        key = message["conversation_id"].binary
        one = _Waiting(key, message, recheck, self._runs.get(key), loop.create_future(), loop.time() + GIVE_UP_SECONDS)
        self._unanswered.add(one)
        if self._sweep is None:
            self._sweep = loop.call_later(SWEEP_SECONDS, self._give_up)
        line = self._waiting.get(key)
        if line is None:
            self._waiting[key] = deque((one,))
        else:
            line.append(one)
        self._wake()
        try:
            committed = await one.outcome
        finally:
            self._unanswered.discard(one)
        return Appended(committed, is_new=committed["_id"] == message["_id"])

    def _give_up(self) -> None:
        """Tell whoever has waited too long. One look a second for all of them costs less than a timer for each."""
        loop = asyncio.get_running_loop()
        self._sweep = loop.call_later(SWEEP_SECONDS, self._give_up) if self._unanswered else None
        for one in [one for one in self._unanswered if one.gives_up_at <= loop.time() and not one.outcome.done()]:
            one.outcome.set_exception(AppendFailed())

    def heard(self, key: Key, seq: int, *, is_system: bool) -> None:
        """Another process has committed this seq; what is not heard, or out of step, is met as a clash."""
        run = self._runs.get(key)
        if run is None or seq != run.next_seq:
            return
        if is_system:
            del self._runs[key]
        else:
            run.next_seq += 1

    async def close(self) -> None:
        """Wait until everything that was handed over is committed or refused."""
        while self._working():
            await asyncio.wait(self._working())
        await self.copies.settled()

    def _working(self) -> set["asyncio.Task[None]"]:
        return {*self._looking.values(), *([self._committing] if self._committing else [])}

    def _wake(self) -> None:
        if self._committing is None:
            self._committing = asyncio.get_running_loop().create_task(self._commit_all(), name="message commit")

    async def _commit_all(self) -> None:
        try:
            while batch := self._gather():
                try:
                    await self._commit(batch)
                except PyMongoError as error:
                    log.warning("message commit failed, retrying", extra={"reason": type(error).__name__})
                    self._put_back(batch)
                    await asyncio.sleep(RETRY_SECONDS)
        finally:
            self._committing = None

    def _gather(self) -> list[_Waiting]:
        """The first of every line that is known to be allowed; for the others a look begins."""
        batch: list[_Waiting] = []
        room = MAX_BATCH_CHARACTERS
        for key, line in list(self._waiting.items()):
            while line and line[0].outcome.done():
                line.popleft()
            if not line:
                del self._waiting[key]
            elif key in self._looking or len(batch) == MAX_BATCH or room <= 0:
                continue
            elif line[0].checked_for is None or line[0].checked_for is not self._runs.get(key):
                task = asyncio.get_running_loop().create_task(self._look(line[0]), name="message look")
                self._looking[key] = task
            else:
                batch.append(line.popleft())
                room -= len(batch[-1].message["text"])
        return batch

    async def _look(self, one: _Waiting) -> None:
        """Read the last seq, then ask; in this order, so that an end in between is a clash."""
        try:
            run = self._runs.get(one.key) or _Run(await last_seq(one.message["conversation_id"]) + 1)
            await one.recheck()
        except PyMongoError as error:
            log.warning("message look failed, retrying", extra={"reason": type(error).__name__})
            await asyncio.sleep(RETRY_SECONDS)
        except Exception as refusal:
            if not one.outcome.done():
                one.outcome.set_exception(refusal)
        else:
            one.checked_for = run
            self._remember(one.key, run)
        finally:
            del self._looking[one.key]
            self._wake()

    def _remember(self, key: Key, run: _Run) -> None:
        self._runs[key] = run
        self._runs.move_to_end(key)
        if len(self._runs) > MAX_REMEMBERED:
            self._runs.popitem(last=False)

    def _put_back(self, batch: list[_Waiting]) -> None:
        """After a failure nobody knows what was written: seqs are read again, ids decide about once-ness."""
        for one in batch:
            self._runs.pop(one.key, None)
            if not one.outcome.done():
                self._waiting.setdefault(one.key, deque()).appendleft(one)

    async def _commit(self, batch: list[_Waiting]) -> None:
        for one in batch:
            assert one.checked_for is not None, "only what was checked is gathered"
            one.message["seq"] = one.checked_for.next_seq
        refused = await self._insert([one.message for one in batch])
        clashed: list[tuple[_Waiting, dict[str, Any]]] = []
        for index, one in enumerate(batch):
            if refused and index in refused:
                clashed.append((one, refused[index]))
                continue
            self._advance(one)
            self.copies.put(one.message)
            if not one.outcome.done():
                one.outcome.set_result(one.message)
        for one, refusal in clashed:
            await self._settle_clash(one, refusal)

    async def _insert(self, documents: list[StoredMessage]) -> dict[int, dict[str, Any]]:
        """Write them at majority, journaled; answers the clashes by index. Raises when anything else went wrong."""
        answer = await self._database.command(
            {
                "insert": Message.Settings.name,
                "documents": documents,
                "ordered": False,
                "writeConcern": {"w": "majority", "j": True, "wtimeout": COMMIT_MILLISECONDS},
            }
        )
        errors = answer.get("writeErrors", ())
        if "writeConcernError" in answer or any(one["code"] != DUPLICATE_KEY for one in errors):
            raise WriteError("the batch was not committed")
        return {one["index"]: one for one in errors}

    def _advance(self, one: _Waiting) -> None:
        assert one.checked_for is not None, "only what was checked is committed"
        one.checked_for.next_seq = one.message["seq"] + 1
        if one.message["kind"] == MessageKind.SYSTEM:
            self._runs.pop(one.key, None)

    async def _settle_clash(self, one: _Waiting, refusal: dict[str, Any]) -> None:
        self._runs.pop(one.key, None)
        clash = refusal["keyPattern"]
        # A clash of the message's own id: it was committed, and the reply was lost.
        already = await self._already_there(one.message) if clash.keys() & {"_id", "client_message_id"} else None
        if already is not None:
            self.copies.put(already)
        if one.outcome.done():
            return
        if already is not None:
            one.outcome.set_result(already)
        else:
            # It stays the first of its line, so that what one sender sends in a row is stored in that order.
            self._waiting.setdefault(one.key, deque()).appendleft(one)

    async def _already_there(self, message: StoredMessage) -> StoredMessage | None:
        """The committed message of the same send; None while its commit is not at majority yet (then try again)."""
        same_send = {
            "conversation_id": message["conversation_id"],
            "sender_id": message["sender_id"],
            "client_message_id": message["client_message_id"],
        }
        found: Any = await self._committed.find_one(same_send)
        return found  # type: ignore[no-any-return]
