"""The few processes that cast and draw charts, and the charts they made last."""

import asyncio
import datetime as dt
import multiprocessing
import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from enum import StrEnum
from typing import Any, Final, TypeVar

from realtime.errors import Unavailable
from realtime.texts import Language
from server.charts import work
from server.charts.aspects import Transit
from server.charts.birth import BirthMoment
from server.charts.chart import Chart

KEPT: Final = 200
MAX_WAITING: Final = 40
_WORKERS: Final = 1
_SECONDS: Final = 30

Made = TypeVar("Made")


class OutlineStage(StrEnum):
    """What is being done for somebody's outline."""

    POSITIONS = "positions"
    DRAWING = "drawing"
    PRINTING = "printing"
    READY = "ready"
    FAILED = "failed"


class ChartPool:
    """Charts by birth data. Processes start with the first chart; what was made is kept in memory, the newest `KEPT`.

    Whoever asks for what is being made waits for the same one. Raises Unavailable when too many wait or it takes too
    long. A process that dies is replaced; what it was doing is tried once more.
    """

    def __init__(self) -> None:
        self._executor: ProcessPoolExecutor | None = None
        self._made: OrderedDict[Hashable, asyncio.Future[Any]] = OrderedDict()

    async def chart(self, birth: BirthMoment) -> Chart:
        """The chart of a birth whose time is clear."""
        return await self._get(work.chart_of, birth)

    async def svg(self, birth: BirthMoment, language: Language) -> bytes:
        """Its wheel."""
        return await self._get(work.svg_of, birth, language)

    async def transits(self, birth: BirthMoment, since: dt.date, days: int) -> tuple[Transit, ...]:
        """What moves over it in these days, in order of time."""
        return await self._get(work.transits_of, birth, since, days)

    async def pdf(self, birth: BirthMoment, language: Language, name: str) -> bytes:
        """Its outline with the wheel, one page; `name` is whose it is."""
        return await self._get(work.pdf_of, birth, language, name)

    def outline(self, birth: BirthMoment, language: Language, name: str) -> OutlineStage:
        """How far its outline is. Never waits: the first question begins it, and the question after a failure again.

        Raises Unavailable when too many wait.
        """
        steps: tuple[tuple[OutlineStage, Callable[..., object], tuple[Hashable, ...]], ...] = (
            (OutlineStage.POSITIONS, work.chart_of, (birth,)),
            (OutlineStage.DRAWING, work.svg_of, (birth, language)),
            (OutlineStage.PRINTING, work.pdf_of, (birth, language, name)),
        )
        # One process does them in this order.
        begun = [(stage, (make.__name__, *arguments), self._begin(make, arguments)) for stage, make, arguments in steps]
        for stage, key, future in begun:
            if not future.done():
                return stage
            failure = None if future.cancelled() else future.exception()
            if future.cancelled() or failure is not None:
                self._made.pop(key, None)
                if isinstance(failure, BrokenProcessPool):
                    self._replace()
                return OutlineStage.FAILED
        return OutlineStage.READY

    def close(self) -> None:
        """Let what is being made end; nothing more is begun."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    async def _get(self, make: Callable[..., Made], *arguments: Hashable) -> Made:
        try:
            return await self._wait(make, arguments)
        except BrokenProcessPool:
            self._replace()
        try:
            return await self._wait(make, arguments)
        except BrokenProcessPool as error:
            self._replace()
            raise Unavailable("a chart's process died twice", retry_after_seconds=5) from error

    def _begin(self, make: Callable[..., Made], arguments: tuple[Hashable, ...]) -> asyncio.Future[Made]:
        key = (make.__name__, *arguments)
        future: asyncio.Future[Made] | None = self._made.get(key)
        if future is None:
            if sum(not one.done() for one in self._made.values()) >= MAX_WAITING:
                raise Unavailable("too many charts at once", retry_after_seconds=2)
            future = asyncio.get_running_loop().run_in_executor(self._processes(), make, *arguments)
            # Whoever asked may have gone; a failure is told to whoever asks next.
            future.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._made[key] = future
            self._forget_oldest()
        self._made.move_to_end(key)
        return future

    async def _wait(self, make: Callable[..., Made], arguments: tuple[Hashable, ...]) -> Made:
        future = self._begin(make, arguments)
        try:
            async with asyncio.timeout(_SECONDS):
                made: Made = await asyncio.shield(future)
        except TimeoutError as error:
            raise Unavailable("a chart took too long", retry_after_seconds=5) from error
        except Exception:
            self._made.pop((make.__name__, *arguments), None)
            raise
        return made

    def _processes(self) -> ProcessPoolExecutor:
        """Spawned, not forked: a fork would take a copy of this process's threads' locks with it."""
        if self._executor is None:
            self._executor = ProcessPoolExecutor(
                _WORKERS, multiprocessing.get_context("spawn"), initializer=work.begin, initargs=(os.getpid(),)
            )
        return self._executor

    def _replace(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None

    def _forget_oldest(self) -> None:
        while len(self._made) > KEPT:
            key = next((one for one, future in self._made.items() if future.done()), None)
            if key is None:
                return
            del self._made[key]
