"""What happens to messages, read from MongoDB's change stream: for when nothing else tells of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

from bson import Timestamp
from pymongo.read_concern import ReadConcern

from storage.messages import Message, StoredMessage

PATIENCE_MILLISECONDS: Final = 250
MARGIN_SECONDS: Final = 2


@dataclass(frozen=True, slots=True)
class Happening:
    """A message that was committed (`is_new`) or changed."""

    message: StoredMessage
    is_new: bool


async def happenings(since_seconds: float) -> AsyncIterator[Happening | None]:
    """What was committed at majority from `since_seconds` ago on, for ever; None whenever nothing more is there yet.

    The time is the database's own. Something from before may come again. Raises StoreError.
    """
    # A change stream tells of nothing less than the majority's.
    messages = Message.get_motor_collection().with_options(read_concern=ReadConcern("majority"))
    answer = await messages.database.command("ping")
    start = Timestamp(int(answer["operationTime"].time - since_seconds) - MARGIN_SECONDS, 1)
    watched: list[dict[str, Any]] = [{"$match": {"operationType": {"$in": ["insert", "update", "replace"]}}}]
    async with messages.watch(
        watched,
        full_document="updateLookup",
        start_at_operation_time=start,
        max_await_time_ms=PATIENCE_MILLISECONDS,
    ) as stream:
        while stream.alive:
            change = await stream.try_next()
            if change is None:
                yield None
            elif change.get("fullDocument") is not None:
                yield Happening(change["fullDocument"], is_new=change["operationType"] == "insert")
