"""Keeps the search index behind the messages by moments; runs in the worker for as long as it lives.

Every step reads the messages as they are now and writes what follows from that, so a step may be repeated, skipped back
to, or meet another one about the same message: the last one is right. A lease says who works; the progress document
makes sure that nobody else writes (`storage/search_progress.py`).
"""

import asyncio
import logging
import time
from collections.abc import Collection
from datetime import timedelta
from typing import Final
from uuid import uuid4

from realtime.search.words import Stemmer, words_of
from storage.database import StoreError
from storage.ids import MessageId
from storage.leases import give_back_lease, take_lease
from storage.search import SearchEntry, search_keys
from storage.search_feed import ChangeFeed, PositionLost, Said, entries_between, follow_messages, ids_below, said_in
from storage.search_progress import NotTheHolder, SearchProgress, record, take_progress
from storage.times import Clock

log = logging.getLogger(__name__)

LEASE: Final = "search.index"
LEASE_SECONDS: Final = 15
RENEW_SECONDS: Final = 4.0
STANDBY_SECONDS: Final = 2.0
RETRY_SECONDS: Final = 1.0
RESTS_PER_WORK: Final = 4
"""It rests four times as long as it worked: sending comes first, and a rush is made up for when it is over."""

KEEP_TOKEN_SECONDS: Final = 20.0
"""How often a quiet stream's token is kept: it must not fall out of the oplog while other things are written."""

WALK_STEP: Final = 500
MAX_STEMS: Final = 2_000
"""Different words of one message that lead to it; the longest message people write has half as many."""


def entry_of(said: Said, stemmer: Stemmer) -> SearchEntry:
    """What leads to a message."""
    stems = list(dict.fromkeys(stemmer.stem(word.normal) for word in words_of(said.text)))[:MAX_STEMS]
    return SearchEntry(id=said.id, at=said.at, keys=search_keys(said.scopes, stems))


class Indexer:
    """One process's readiness to keep the index; of several, one does."""

    def __init__(self, stemmer: Stemmer, clock: Clock) -> None:
        self._stemmer = stemmer
        self._clock = clock
        self._holder = uuid4().hex
        self._renewed = 0.0

    async def run_forever(self) -> None:
        """Until cancelled; whatever fails is tried again."""
        try:
            while True:
                await self._work_or_wait()
        finally:
            await give_back_lease(LEASE, holder=self._holder)

    async def _work_or_wait(self) -> None:
        try:
            if await self._holds():
                await self._follow()
            await asyncio.sleep(STANDBY_SECONDS)
        except NotTheHolder:
            self._renewed = 0.0
            await asyncio.sleep(STANDBY_SECONDS)
        except (StoreError, TimeoutError) as error:
            reason = f"{type(error).__name__} {getattr(error, 'code', '')}"
            log.warning("search index waits", extra={"reason": reason.strip()})
            await asyncio.sleep(RETRY_SECONDS)
        except Exception:
            # Nobody else would begin again, and everything it does may be repeated.
            log.exception("search index failed")
            await asyncio.sleep(RETRY_SECONDS)

    async def _holds(self) -> bool:
        if time.monotonic() - self._renewed < RENEW_SECONDS:
            return True
        now = self._clock()
        until = now + timedelta(seconds=LEASE_SECONDS)
        held = await take_lease(LEASE, holder=self._holder, until=until, now=now)
        self._renewed = time.monotonic() if held else 0.0
        return held

    async def _follow(self) -> None:
        """Follow the changes for as long as the lease is ours."""
        progress = await take_progress(self._holder)
        try:
            async with follow_messages(progress.token) as feed:
                await self._keep_up(feed, progress)
        except PositionLost as lost:
            log.warning("search index begins anew", extra={"reason": str(lost)})
            nothing_known = progress.moved(token=None, walked_down_to=None, is_walked=False)
            await record(nothing_known, [], [])

    async def _keep_up(self, feed: ChangeFeed, progress: SearchProgress) -> None:
        kept_at = 0.0
        while await self._holds():
            coming = asyncio.create_task(feed.next(), name="search feed")
            try:
                # The old messages are read while the new ones are waited for. Not before the stream has a token:
                # what it does not begin with could change behind the walk.
                while progress.token is not None and not progress.is_walked and not coming.done():
                    progress = await self._walk(progress)
                changes = await coming
            finally:
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)
            is_due = time.monotonic() - kept_at > KEEP_TOKEN_SECONDS or progress.token is None
            if changes.ids or (is_due and changes.token != progress.token):
                progress = progress.moved(token=changes.token)
                await self._write(progress, changes.ids)
                kept_at = time.monotonic()

    async def _write(self, progress: SearchProgress, ids: Collection[MessageId]) -> None:
        """Make the entries of these messages what they shall be now, and then be as far as `progress` says."""
        begun = time.monotonic()
        said = await said_in(ids) if ids else []
        entries = await asyncio.to_thread(lambda: [entry_of(one, self._stemmer) for one in said])
        await record(progress, entries, set(ids) - {one.id for one in entries})
        await asyncio.sleep((time.monotonic() - begun) * RESTS_PER_WORK)

    async def _walk(self, progress: SearchProgress) -> SearchProgress:
        """One step from the newest message down to the oldest; what has an entry there without a message loses it."""
        ids = await ids_below(progress.walked_down_to, WALK_STEP)
        is_last = len(ids) < WALK_STEP
        further = progress.moved(walked_down_to=None if is_last else ids[-1], is_walked=is_last)
        await self._sweep(progress, further, set(ids))
        await self._write(further, ids)
        if is_last:
            log.info("search index is complete")
        return further

    async def _sweep(self, progress: SearchProgress, further: SearchProgress, there: Collection[MessageId]) -> None:
        below = progress.walked_down_to
        while entries := await entries_between(below, further.walked_down_to, WALK_STEP):
            below = entries[-1]
            orphans = [one for one in entries if one not in there]
            if orphans:
                # A message may have come since its step was read; only what is really gone loses its entry.
                await self._write(progress, orphans)
