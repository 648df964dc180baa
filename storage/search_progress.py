"""How far the search index is, and the one way to write into it: entries and progress in one transaction.

The progress names its holder. Whoever lost it to another process (a pause, a cut, a clock) cannot write any more: their
transaction finds another holder and is taken back whole. So an entry never becomes older than it was.
"""

from collections.abc import Collection, Sequence
from typing import Any, ClassVar, Final, Self

from beanie import Document
from pymongo import DeleteMany, IndexModel, ReturnDocument, UpdateOne

from storage.database import Transaction, in_transaction
from storage.ids import MessageId
from storage.search import SearchEntry

MESSAGES: Final = "messages"
MAX_KEYS: Final = 30_000
"""What one transaction writes at most; more would have to fit into the store's cache uncommitted."""


class SearchProgress(Document):
    """`token` is the place in the stream of changes; `walked_down_to` how far all older messages have been read.

    Without a token nothing is known: a walk begins, from the newest message down. `is_walked` ends it.
    """

    id: str  # type: ignore[assignment]  # beanie allows any type here
    holder: str
    token: dict[str, Any] | None = None
    walked_down_to: MessageId | None = None
    is_walked: bool = False

    class Settings:
        name = "search_progress"
        indexes: ClassVar[list[IndexModel]] = []

    def moved(self, **changes: Any) -> Self:
        """The progress with these fields changed; not stored yet."""
        moved: Self = self.model_copy(update=changes)
        return moved


class NotTheHolder(Exception):
    """Somebody else writes the index now."""


async def take_progress(holder: str) -> SearchProgress:
    """Become the one who writes; whoever was it until now is refused from here on."""
    found = await SearchProgress.get_motor_collection().find_one_and_update(
        {"_id": MESSAGES}, {"$set": {"holder": holder}}, upsert=True, return_document=ReturnDocument.AFTER
    )
    progress: SearchProgress = SearchProgress.model_validate(found)
    return progress


async def record(progress: SearchProgress, entries: Sequence[SearchEntry], gone: Collection[MessageId]) -> None:
    """Write `entries`, take those of `gone` messages away, and then be as far as `progress` says.

    Raises NotTheHolder. After any failure the same call, or an older one, may be repeated.
    """
    *others, last = _bounded(entries)
    for some in others:
        await _write(progress.holder, _upserts(some), {})
    facts = progress.model_dump(include={"token", "walked_down_to", "is_walked"})
    away = [DeleteMany({"_id": {"$in": list(gone)}})] if gone else []
    await _write(progress.holder, [*away, *_upserts(last)], facts)


def _bounded(entries: Sequence[SearchEntry]) -> list[list[SearchEntry]]:
    """The entries in portions of bounded weight; one portion at least, perhaps an empty one."""
    portions: list[list[SearchEntry]] = [[]]
    room = MAX_KEYS
    for entry in entries:
        room -= len(entry.keys)
        if room < 0 and portions[-1]:
            portions.append([])
            room = MAX_KEYS - len(entry.keys)
        portions[-1].append(entry)
    return portions


def _upserts(entries: Sequence[SearchEntry]) -> list[UpdateOne]:
    return [UpdateOne({"_id": one.id}, {"$set": {"at": one.at, "keys": one.keys}}, upsert=True) for one in entries]


async def _write(holder: str, writes: Sequence[UpdateOne | DeleteMany], facts: dict[str, Any]) -> None:
    async def write(transaction: Transaction) -> None:
        held = await SearchProgress.get_motor_collection().update_one(
            {"_id": MESSAGES, "holder": holder}, {"$set": {"holder": holder, **facts}}, session=transaction
        )
        if not held.matched_count:
            raise NotTheHolder
        if writes:
            await SearchEntry.get_motor_collection().bulk_write(list(writes), ordered=False, session=transaction)

    await in_transaction(SearchEntry.get_motor_collection(), write)
