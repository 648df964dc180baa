"""What the stock peer keeps in MongoDB, by motor: sessions, access, messages once and in order, the inbox's copy."""

import asyncio
import hashlib
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from bson import ObjectId
from bson.errors import InvalidId
from pymongo import ASCENDING, DESCENDING, UpdateOne, WriteConcern
from pymongo.errors import DuplicateKeyError

Document = dict[str, Any]
FRESH_SECONDS = 2.0
NEWEST = 200


class Refused(Exception):
    """A command that is answered with `ok: false` and this code."""


@dataclass(frozen=True)
class Person:
    """Whoever a token signs in."""

    id: ObjectId
    role: str
    name: str
    language: str


async def person_of(database: Any, token: object) -> Person | None:
    """The person of this token, or None."""
    if not isinstance(token, str) or not token:
        return None
    token_hash = hashlib.sha256(token.encode()).hexdigest()
    session = await database["sessions"].find_one({"token_hash": token_hash})
    if session is None or session["expires_at"] <= datetime.now(UTC):
        return None
    user = await database["users"].find_one({"_id": session["user_id"]})
    if user is None or user.get("blocked_at"):
        return None
    name = f"{user['first_name']} {user['last_name']}".strip()
    return Person(user["_id"], user["role"], name, user["language"])


class Recent:
    """Conversations up to two seconds old: good enough to let somebody write, never to refuse."""

    def __init__(self, conversations: Any) -> None:
        self._conversations = conversations
        self._kept: dict[ObjectId, tuple[float, Document]] = {}

    def get(self, conversation_id: ObjectId) -> Document | None:
        """The copy, while it is fresh."""
        at, conversation = self._kept.get(conversation_id, (0.0, None))
        return conversation if time.monotonic() - at < FRESH_SECONDS else None

    async def read(self, conversation_id: ObjectId) -> Document | None:
        """The conversation as the store has it now."""
        at = time.monotonic()
        found: Document | None = await self._conversations.find_one({"_id": conversation_id})
        if found is not None:
            self._kept[conversation_id] = (at, found)
        return found


async def access(recent: Recent, person: Person, conversation_id: str, *, to: Literal["read", "write"]) -> Document:
    """The conversation, when the person may read it or write into it; else Refused."""
    try:
        parsed = ObjectId(conversation_id)
    except (InvalidId, TypeError) as error:
        raise Refused("not_found") from error
    kept = recent.get(parsed) if to == "write" else None
    if kept is not None and _refusal(person, kept, to) is None:
        return kept
    found = await recent.read(parsed)
    refusal = "not_found" if found is None else _refusal(person, found, to)
    if found is None or refusal is not None:
        raise Refused(refusal)
    return found


def _refusal(person: Person, conversation: Document, to: str) -> str | None:
    if person.id not in conversation["participant_ids"]:
        return "not_found"
    until = conversation["active_until"]
    ended = conversation["completed_at"] is not None or (until is not None and until <= datetime.now(UTC))
    return "conversation_inactive" if to == "write" and ended else None


class Messages:
    """Committed once and in order: two unique indexes, and the sends of one conversation wait for each other."""

    def __init__(self, messages: Any) -> None:
        self._messages = messages.with_options(write_concern=WriteConcern(w="majority", j=True))
        self._locks: defaultdict[ObjectId, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._next: dict[ObjectId, int] = {}

    async def create_indexes(self) -> None:
        """Safe to repeat."""
        await self._messages.create_index([("conversation_id", ASCENDING), ("seq", ASCENDING)], unique=True)
        await self._messages.create_index(
            [("conversation_id", ASCENDING), ("sender_id", ASCENDING), ("client_message_id", ASCENDING)],
            unique=True,
            partialFilterExpression={"client_message_id": {"$gt": ""}},
        )

    async def append(self, draft: Document) -> tuple[Document, bool]:
        """The committed message, and whether this send has made it."""
        conversation_id = draft["conversation_id"]
        async with self._locks[conversation_id]:
            while True:
                draft["seq"] = self._next.get(conversation_id) or await self._last_seq(conversation_id) + 1
                try:
                    await self._messages.insert_one(draft)
                except DuplicateKeyError as error:
                    self._next.pop(conversation_id, None)
                    already = await self._same_send(draft, dict(error.details or {}))
                    if already is not None:
                        return already, False
                    continue
                self._next[conversation_id] = draft["seq"] + 1
                return draft, True

    async def _last_seq(self, conversation_id: ObjectId) -> int:
        query = {"conversation_id": conversation_id}
        found = await self._messages.find_one(query, {"seq": 1}, sort=[("seq", DESCENDING)])
        return int(found["seq"]) if found else 0

    async def _same_send(self, draft: Document, clash: Document) -> Document | None:
        if "client_message_id" not in clash.get("keyPattern", {}):
            return None
        names = ("conversation_id", "sender_id", "client_message_id")
        found: Document | None = await self._messages.find_one({name: draft[name] for name in names})
        return found

    async def page_after(self, conversation_id: ObjectId, seq: int, limit: int) -> list[Document]:
        """Messages after `seq`, ascending."""
        query = {"conversation_id": conversation_id, "seq": {"$gt": seq}}
        found: list[Document] = await self._messages.find(query).sort("seq", ASCENDING).to_list(limit)
        return found


class Inbox:
    """The inbox's copy of the newest message; no acknowledgement waits for it, and it is never ahead."""

    def __init__(self, conversations: Any) -> None:
        self._read = conversations
        self._conversations = conversations.with_options(write_concern=WriteConcern(w=1))
        self._pending: dict[ObjectId, Document] = {}
        self._receipts: dict[ObjectId, dict[str, int]] = {}
        self._writing: asyncio.Task[None] | None = None

    async def newest_of(self, user_id: ObjectId) -> list[Document]:
        """The person's conversations, newest activity first."""
        order = [("last_message_at", DESCENDING), ("_id", DESCENDING)]
        found: list[Document] = await self._read.find({"participant_ids": user_id}).sort(order).to_list(NEWEST)
        return found

    def copy_soon(self, message: Document) -> None:
        """Bring the copy up to this message; what comes while one is being written goes into the next."""
        conversation_id, path = message["conversation_id"], f"receipts.{message['sender_id']}"
        self._pending[conversation_id] = message
        receipts = self._receipts.setdefault(conversation_id, {})
        receipts |= {f"{path}.read_seq": message["seq"], f"{path}.delivered_seq": message["seq"]}
        if self._writing is None:
            self._writing = asyncio.get_running_loop().create_task(self._write_all())

    async def _write_all(self) -> None:
        while self._pending:
            pending, receipts = self._pending, self._receipts
            self._pending, self._receipts = {}, {}
            updates = [_copy(one) for one in pending.values()]
            updates += [UpdateOne({"_id": key}, {"$max": one}) for key, one in receipts.items()]
            await self._conversations.bulk_write(updates, ordered=False)
        self._writing = None


def _copy(message: Document) -> UpdateOne:
    copied = {"last_seq": message["seq"], "last_message": message, "last_message_at": message["created_at"]}
    return UpdateOne({"_id": message["conversation_id"], "last_seq": {"$lt": message["seq"]}}, {"$set": copied})
