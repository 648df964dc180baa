"""What the search index follows: messages that came or changed, without an index or a word of theirs on the hot path.

MongoDB's own stream of changes, from a kept token on. Where a token is worth nothing any more (first start, an outage
longer than the oplog, a restored backup) the caller walks the collection by `_id`.
"""

import time
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pymongo import DESCENDING
from pymongo.errors import InvalidOperation, OperationFailure
from pymongo.read_concern import ReadConcern

from storage.conversations import Conversation, ConversationKind
from storage.ids import ConversationId, MessageId
from storage.messages import Message, MessageKind
from storage.search import Scope, SearchEntry, scopes_of

MAX_CHANGES: Final = 100
AWAIT_MILLISECONDS: Final = 200
GATHER_SECONDS: Final = 0.4

_CHANGES_OF_TEXT: Final[list[dict[str, Any]]] = [
    {
        "$match": {
            "$or": [
                {"operationType": {"$ne": "update"}},
                {"updateDescription.updatedFields.text": {"$exists": True}},
                {"updateDescription.updatedFields.deleted_at": {"$exists": True}},
            ]
        }
    },
    {"$project": {"operationType": 1, "documentKey": 1}},
]
_ENDS: Final = {"drop", "rename", "dropDatabase", "invalidate"}
_PASSING: Final = frozenset(
    {6, 7, 13, 18, 43, 50, 63, 89, 91, 133, 134, 150, 189, 234, 262, 9001, 10107, 11600, 11602, 13388, 13435, 13436}
)
"""Of a server that cannot answer now: network, time limits, rights, elections. Any other refuses the token for good."""


class PositionLost(Exception):
    """The stream cannot go on from the token: what has changed since is not known."""


@dataclass(frozen=True)
class Changes:
    """Ids of messages that are new, edited, deleted or gone, and the token after them."""

    ids: list[MessageId]
    token: dict[str, Any] | None


class ChangeFeed:
    """An open stream; one reader at a time."""

    def __init__(self, stream: Any, token: dict[str, Any] | None) -> None:
        self._stream = stream
        self._token = token

    async def next(self) -> Changes:
        """What has happened meanwhile, or nothing after a fifth of a second. Raises PositionLost."""
        ids: dict[MessageId, None] = {}
        until = time.monotonic() + GATHER_SECONDS
        try:
            while len(ids) < MAX_CHANGES and time.monotonic() < until:
                event = await self._stream.try_next()
                if event is None:
                    break
                if event["operationType"] in _ENDS:
                    raise PositionLost(event["operationType"])
                ids[MessageId(event["documentKey"]["_id"])] = None
        except OperationFailure as error:
            raise _refusal(error, self._token) from error
        except (StopAsyncIteration, InvalidOperation) as error:
            raise PositionLost("closed") from error
        self._token = self._stream.resume_token
        return Changes(list(ids), self._token)


@asynccontextmanager
async def follow_messages(token: dict[str, Any] | None) -> AsyncIterator[ChangeFeed]:
    """The stream after `token`; without one, of whatever is committed after this was entered. Raises PositionLost."""
    messages = Message.get_motor_collection().with_options(read_concern=ReadConcern("majority"))
    stream = messages.watch(
        _CHANGES_OF_TEXT, resume_after=token, max_await_time_ms=AWAIT_MILLISECONDS, batch_size=MAX_CHANGES
    )
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(stream)
        except OperationFailure as error:
            raise _refusal(error, token) from error
        yield ChangeFeed(stream, token)


def _refusal(error: OperationFailure, token: dict[str, Any] | None) -> Exception:
    """What the failure of a stream means: a token that is worth nothing, or a server that cannot answer now."""
    return error if token is None or error.code in _PASSING else PositionLost(str(error.code))


@dataclass(frozen=True)
class Said:
    """What is to be found of a message, and in which scopes."""

    id: MessageId
    at: datetime
    text: str
    scopes: list[Scope]


_NEEDED: Final = {"conversation_id": 1, "kind": 1, "text": 1, "created_at": 1, "deleted_at": 1}


async def said_in(ids: Collection[MessageId]) -> list[Said]:
    """Those of these messages that can be found now: said by people, with words, neither deleted nor gone."""
    found = await Message.get_motor_collection().find({"_id": {"$in": list(ids)}}, _NEEDED).to_list(None)
    return await _said(found)


async def ids_below(message_id: MessageId | None, limit: int) -> list[MessageId]:
    """The next `limit` message ids below this one (None: the highest), descending."""
    query = {} if message_id is None else {"_id": {"$lt": message_id}}
    cursor = Message.get_motor_collection().find(query, {"_id": 1}).sort("_id", DESCENDING).limit(limit)
    return [MessageId(one["_id"]) for one in await cursor.to_list(None)]


async def entries_between(below: MessageId | None, down_to: MessageId | None, limit: int) -> list[MessageId]:
    """The next `limit` ids of entries below one id and not below another (None: without a bound), descending."""
    bounds: dict[str, Any] = {}
    if below is not None:
        bounds["$lt"] = below
    if down_to is not None:
        bounds["$gte"] = down_to
    query = {"_id": bounds} if bounds else {}
    cursor = SearchEntry.get_motor_collection().find(query, {"_id": 1}).sort("_id", DESCENDING).limit(limit)
    return [MessageId(one["_id"]) for one in await cursor.to_list(None)]


async def _said(found: Sequence[dict[str, Any]]) -> list[Said]:
    findable = [one for one in found if one["text"] and one["kind"] != MessageKind.SYSTEM and not one.get("deleted_at")]
    conversations = await _scopes_by_conversation({one["conversation_id"] for one in findable})
    return [
        Said(MessageId(one["_id"]), one["created_at"], one["text"], conversations[one["conversation_id"]])
        for one in findable
        if one["conversation_id"] in conversations
    ]


async def _scopes_by_conversation(ids: Collection[ConversationId]) -> dict[ConversationId, list[Scope]]:
    if not ids:
        return {}
    needed = {"kind": 1, "participant_ids": 1}
    found = Conversation.get_motor_collection().find({"_id": {"$in": list(ids)}}, needed)
    return {
        one["_id"]: scopes_of(one["_id"], ConversationKind(one["kind"]), one["participant_ids"]) async for one in found
    }
