"""Search in one conversation and over all: candidates by the index, then each verified on the message itself."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from realtime.actor import Actor
from realtime.contracts import ExcerptPart, FoundMessage, SearchPage
from realtime.conversations import access_conversation, may_read
from realtime.errors import Unavailable
from realtime.people import people_of
from realtime.search.excerpt import Part, excerpt, matches
from realtime.search.query import Query, parse
from realtime.search.words import Stemmer
from realtime.views import conversation_out, message_out
from storage.conversations import Conversation, conversations_by_id
from storage.database import StoreError
from storage.ids import MessageId
from storage.messages import Message, MessageKind, messages_by_id
from storage.queue import support_conversation_of
from storage.search import (
    COUNTED,
    STAFF_SCOPE,
    Place,
    Scanned,
    Scope,
    conversation_scope,
    count_places,
    meetings,
    newest,
    person_scope,
    through_rare,
)

MAX_INDEXED: Final = 8
"""How many words of a query the index is asked for; the others are looked for in what those lead to."""

MAX_MET: Final = 4
"""Of common words so many are asked for together; the index would take longer for the others than the messages do."""

DEPTHS: Final = (500, 5_000)
MANY_WANTED: Final = 100
MAX_VERIFIED: Final = 400
LOOK_SECONDS: Final = 1.0
GIVE_UP_SECONDS: Final = 6.0
"""A page ends, with a cursor, when it is full or when so much was looked at; a store that hangs is `unavailable`."""


async def search(
    actor: Actor, *, asked: str, conversation_id: str | None, after: Place | None, limit: int
) -> SearchPage:
    """Messages that say what is `asked` and that `actor` may read, newest first.

    A page may hold fewer than `limit`, even none, and still name a cursor: so far nothing more was found.
    """
    try:
        async with asyncio.timeout(GIVE_UP_SECONDS):
            scopes = await _scopes(actor, conversation_id)
            query = parse(asked, actor.chat.stemmer)
            looked = await _Look(actor, query, limit).through(scopes, after)
            return await _page(actor, looked)
    except TimeoutError as error:
        raise Unavailable("search takes too long", retry_after_seconds=1) from error


async def _scopes(actor: Actor, conversation_id: str | None) -> list[Scope]:
    if conversation_id is not None:
        conversation = await access_conversation(actor, conversation_id, to="read")
        return [conversation_scope(conversation.id)]
    if actor.is_staff:
        return [STAFF_SCOPE]
    own = await support_conversation_of(actor.user_id)
    return [person_scope(actor.user_id), *([conversation_scope(own.id)] if own else [])]


@dataclass(frozen=True)
class _Found:
    message: Message
    conversation: Conversation
    parts: list[Part]


@dataclass(frozen=True)
class _Looked:
    """What was found, and where to look further; None: nowhere."""

    found: list[_Found]
    reached: Place | None


class _Look:
    """One page's look through the index: bounded in what it examines, in what it verifies and in time."""

    def __init__(self, actor: Actor, query: Query, limit: int) -> None:
        self._actor = actor
        self._query = query
        self._limit = limit
        # Of what the stems of a phrase lead to, most does not say the phrase.
        self._wanted = MANY_WANTED if query.phrases else limit + 1
        self._rounds = 0
        self._verified = 0
        self._began = time.monotonic()

    async def through(self, scopes: Sequence[Scope], after: Place | None) -> _Looked:
        """The page after `after`."""
        stems = self._query.wanted[:MAX_INDEXED]
        counts = {stem: await count_places(scopes, stem) for stem in stems} if len(stems) > 1 else {}
        stems = tuple(sorted(stems, key=lambda stem: counts.get(stem, 0)))
        if not stems or 0 in counts.values():
            return _Looked([], None)
        is_rare = bool(counts) and counts[stems[0]] < COUNTED
        found: list[_Found] = []
        reached = after
        while True:
            try:
                scanned = await self._scan(scopes, stems, reached, is_rare=is_rare)
            except StoreError:
                # A step may be too much for a busy store: then the page ends where the step before it did.
                if reached == after:
                    raise
                return _Looked(found, reached)
            found += await _verified(self._actor, self._query, [one for _, one in scanned.places])
            if len(found) > self._limit:
                last = found[self._limit - 1].message
                return _Looked(found[: self._limit], (last.created_at, last.id))
            reached = scanned.reached
            if reached is None or self._was_enough(len(scanned.places)):
                return _Looked(found, reached)

    async def _scan(
        self, scopes: Sequence[Scope], stems: Sequence[str], before: Place | None, *, is_rare: bool
    ) -> Scanned:
        if len(stems) == 1:
            return await newest(scopes, stems[0], before=before, wanted=self._wanted)
        if is_rare:
            return await through_rare(scopes, stems, before=before, wanted=self._wanted)
        # Most common words meet soon; only rare meetings are worth a long look.
        depth = DEPTHS[min(self._rounds, len(DEPTHS) - 1)]
        wanted = self._wanted if len(stems) <= MAX_MET else MANY_WANTED
        return await meetings(scopes, stems[:MAX_MET], before=before, wanted=wanted, depth=depth)

    def _was_enough(self, verified: int) -> bool:
        self._rounds += 1
        self._verified += verified
        return self._verified >= MAX_VERIFIED or time.monotonic() - self._began > LOOK_SECONDS


async def _verified(actor: Actor, query: Query, ids: Sequence[MessageId]) -> list[_Found]:
    """Those of these messages that the actor may find and that say it now, in the same order."""
    messages = {one.id: one for one in await messages_by_id(ids) if _is_findable(one)}
    conversations = await conversations_by_id(list({one.conversation_id for one in messages.values()}))
    readable = {one.id: one for one in conversations if may_read(actor, one)}
    candidates = [messages[one] for one in ids if one in messages and messages[one].conversation_id in readable]
    parts = await asyncio.to_thread(_parts_of, [one.text for one in candidates], query, actor.chat.stemmer)
    return [
        _Found(message, readable[message.conversation_id], cut)
        for message, cut in zip(candidates, parts, strict=True)
        if cut
    ]


def _is_findable(message: Message) -> bool:
    return message.deleted_at is None and message.kind is not MessageKind.SYSTEM


def _parts_of(texts: Sequence[str], query: Query, stemmer: Stemmer) -> list[list[Part]]:
    """The excerpt of each text, empty where it does not match; in a thread, because texts may be long."""
    found = [(text, matches(text, query, stemmer)) for text in texts]
    return [excerpt(text, spans) if spans else [] for text, spans in found]


async def _page(actor: Actor, looked: _Looked) -> SearchPage:
    now = actor.chat.clock()
    people = await people_of(actor.chat, [one.conversation for one in looked.found], now)
    items = [
        FoundMessage(
            message=message_out(one.message),
            conversation=conversation_out(one.conversation, actor.user_id, people, now),
            excerpt=[ExcerptPart(text=part.text, is_match=part.is_match) for part in one.parts],
        )
        for one in looked.found
    ]
    return SearchPage(items=items, next_cursor=_cursor(looked.reached) if looked.reached else None)


def _cursor(place: Place) -> str:
    at, last_id = place
    return f"{at.isoformat().removesuffix('+00:00')}Z~{last_id}"
