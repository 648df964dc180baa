"""The index of message search: where words lead. It is behind `messages` by moments and can always be made anew.

An entry holds no word and no text, only keys: hashes of (scope, stem). A scope is what somebody searches at once: one
conversation, all of a person's consultations, all support chats. So a page of any search is the newest end of one index
range, as quick in ten million messages as in ten. A key may by chance lead elsewhere, and an entry may be a moment old:
whoever searches verifies what was found on the message itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, ClassVar, Final, NewType

from beanie import Document
from pymongo import ASCENDING, DESCENDING, IndexModel

from storage.conversations import ConversationKind
from storage.ids import ConversationId, MessageId, UserId

Scope = NewType("Scope", str)
STAFF_SCOPE: Final = Scope("staff")
Place = tuple[datetime, MessageId]
"""A message's place among all: when it was written, and its id."""

MAX_MILLISECONDS: Final = 2_000
COUNTED: Final = 1_000
_NEWEST: Final = [("at", DESCENDING), ("_id", DESCENDING)]


class SearchEntry(Document):
    """A message that can be found, by its id. `at` is when it was written."""

    id: MessageId
    at: datetime
    keys: list[int]

    class Settings:
        name = "search_entries"
        indexes: ClassVar[list[IndexModel]] = [
            IndexModel([("keys", ASCENDING), ("at", DESCENDING), ("_id", DESCENDING)], name="found"),
        ]


def conversation_scope(conversation_id: ConversationId) -> Scope:
    """Everything said in one conversation."""
    return Scope(f"conversation:{conversation_id}")


def person_scope(user_id: UserId) -> Scope:
    """Everything said in the consultations of a person, on either side."""
    return Scope(f"person:{user_id}")


def scopes_of(
    conversation_id: ConversationId, kind: ConversationKind, participant_ids: Sequence[UserId]
) -> list[Scope]:
    """In which scopes the messages of a conversation are found.

    A consultation's people never change. A support chat's do, so those find it as a conversation or as the staff.
    """
    own = conversation_scope(conversation_id)
    if kind is ConversationKind.SUPPORT:
        return [own, STAFF_SCOPE]
    return [own, *map(person_scope, participant_ids)]


def search_keys(scopes: Sequence[Scope], stems: Sequence[str]) -> list[int]:
    """A key for each scope and stem. Keys of one scope are neighbours, so that a conversation's stay together."""
    heads = [_hash(scope) for scope in scopes]
    tails = [_hash(stem) for stem in stems]
    return [int.from_bytes(head + tail, "big", signed=True) for head in heads for tail in tails]


async def forget_scope(scope: Scope, ids: Sequence[MessageId]) -> None:
    """These messages are found through the scope no more; through every other one they still are."""
    first = int.from_bytes(_hash(scope) + bytes(4), "big", signed=True)
    keys = {"$gte": first, "$lte": first + 0xFFFF_FFFF}
    await SearchEntry.get_motor_collection().update_many({"_id": {"$in": list(ids)}}, {"$pull": {"keys": keys}})


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest()


@dataclass(frozen=True)
class Scanned:
    """Places that all the stems lead to, newest first, and how far was looked; `reached` None: to the end.

    Whoever asks for more than two seconds of MongoDB's time gets a StoreError.
    """

    places: list[Place]
    reached: Place | None


async def count_places(scopes: Sequence[Scope], stem: str) -> int:
    """How many places a stem leads to; what is very common is only counted to `COUNTED`."""
    return await _count({"keys": _any_key(scopes, stem)}, COUNTED)


async def _count(query: dict[str, Any], limit: int) -> int:
    """Counted in the index alone, which `count_documents` is not."""
    command = {"count": SearchEntry.Settings.name, "query": query, "limit": limit, "maxTimeMS": MAX_MILLISECONDS}
    found = await SearchEntry.get_motor_collection().database.command(command)
    return int(found["n"])


async def newest(scopes: Sequence[Scope], stem: str, *, before: Place | None, wanted: int) -> Scanned:
    """The newest `wanted` places of one stem that lie before `before`."""
    query: dict[str, Any] = {"keys": _any_key(scopes, stem), **_until(before), **_not_from(before)}
    cursor = SearchEntry.get_motor_collection().find(query, {"at": 1}).sort(_NEWEST)
    places = [_place(one) async for one in cursor.limit(wanted).max_time_ms(MAX_MILLISECONDS)]
    return Scanned(places, places[-1] if len(places) == wanted else None)


async def through_rare(scopes: Sequence[Scope], stems: Sequence[str], *, before: Place | None, wanted: int) -> Scanned:
    """The newest `wanted` places of all stems, by looking at every place of the first, which is rare."""
    steps: list[dict[str, Any]] = [
        {"$match": {"keys": _any_key(scopes, stems[0]), **_until(before), **_not_from(before)}},
        {"$sort": dict(_NEWEST)},
        {"$match": {"$and": [{"keys": _any_key(scopes, stem)} for stem in stems[1:]]}},
        {"$limit": wanted},
        {"$project": {"at": 1}},
    ]
    places = await _aggregated(steps)
    return Scanned(places, places[-1] if len(places) == wanted else None)


async def meetings(
    scopes: Sequence[Scope], stems: Sequence[str], *, before: Place | None, wanted: int, depth: int
) -> Scanned:
    """Where common stems meet, the newest `wanted` of the stretch that holds at most `depth` places of each.

    Read from the index alone: the places of each stem are counted together, those that all lead to are meetings.
    """
    ends = [await _nth(scopes, stem, before, depth) for stem in stems]
    floor = max((one for one in ends if one is not None), default=None)
    stretch = _until(before) if floor is None else {"at": {**_until(before).get("at", {}), "$gte": floor[0]}}
    first, *others = (_led_to(scopes, stem, stretch) for stem in stems)
    unions = [{"$unionWith": {"coll": SearchEntry.Settings.name, "pipeline": one}} for one in others]
    meeting = {"n": len(stems), "$nor": [*_edge(before, "$gte"), *_edge(floor, "$lt")] or [{"n": 0}]}
    steps: list[dict[str, Any]] = [
        *first,
        *unions,
        {"$group": {"_id": "$_id", "at": {"$first": "$at"}, "n": {"$sum": 1}}},
        {"$match": meeting},
        {"$sort": dict(_NEWEST)},
        {"$limit": wanted},
    ]
    places = await _aggregated(steps)
    return Scanned(places, places[-1] if len(places) == wanted else floor)


def _led_to(scopes: Sequence[Scope], stem: str, stretch: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"$match": {"keys": _any_key(scopes, stem), **stretch}}, {"$project": {"at": 1}}]


async def _nth(scopes: Sequence[Scope], stem: str, before: Place | None, depth: int) -> Place | None:
    """The `depth`-th place of a stem, from the index alone; None when there are fewer."""
    keys = {"keys": _any_key(scopes, stem)}
    # Those of the last millisecond that do not lie before: hardly ever one, but an import may have thousands.
    passed = await _count({**keys, **_edge(before, "$gte")[0]}, 0) if before else 0
    cursor = SearchEntry.get_motor_collection().find({**keys, **_until(before)}, {"at": 1}).sort(_NEWEST)
    found = await cursor.skip(passed + depth - 1).limit(1).max_time_ms(MAX_MILLISECONDS).to_list(1)
    return _place(found[0]) if found else None


async def _aggregated(steps: list[dict[str, Any]]) -> list[Place]:
    cursor = SearchEntry.get_motor_collection().aggregate(steps, maxTimeMS=MAX_MILLISECONDS)
    return [_place(one) async for one in cursor]


def _until(before: Place | None) -> dict[str, Any]:
    """A range of the index; with the last millisecond, of which `_not_from` and `_edge` take the rest away."""
    return {"at": {"$lte": before[0]}} if before else {}


def _not_from(before: Place | None) -> dict[str, Any]:
    return {"$nor": _edge(before, "$gte")} if before else {}


def _edge(place: Place | None, side: str) -> list[dict[str, Any]]:
    """What of the place's own millisecond lies on that side of it."""
    return [{"at": place[0], "_id": {side: place[1]}}] if place else []


def _any_key(scopes: Sequence[Scope], stem: str) -> int | dict[str, list[int]]:
    keys = search_keys(scopes, [stem])
    return keys[0] if len(keys) == 1 else {"$in": keys}


def _place(stored: dict[str, Any]) -> Place:
    return stored["at"], MessageId(stored["_id"])
