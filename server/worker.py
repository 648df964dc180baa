"""The worker process: it does the jobs of `server/jobs.py`.

saq on Redis says when; a lease in MongoDB says who; every job is idempotent. So a Redis that is lost, flushed or
restarted only delays, and any number of workers may run.
"""

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any, Final

from saq import CronJob, Worker
from saq.types import PartialTimersDict

from realtime.search.indexing import Indexer
from server.app import open_context
from server.context import Context
from server.job_queue import DEQUEUE_SECONDS, PatientQueue, open_queue
from server.jobs import JOBS, PeriodicJob, run_job
from server.logs import configure
from server.settings import Settings

_GRACE_SECONDS: Final = 9


class PromptWorker(Worker[Any]):
    """A worker that, when stopping, waits for running jobs and not for its own timers, which sleep for long."""

    async def upkeep(self) -> list[asyncio.Task[None]]:
        """Start the timers, and remember them."""
        self._timers = await super().upkeep()
        return self._timers

    async def stop(self) -> None:
        """Take no new jobs, let the running ones finish (at most for nine seconds), then leave."""
        self.event.set()
        for timer in self._timers:
            timer.cancel()
        running = [one["task"] for one in self.job_task_contexts.values()]
        if running:
            await asyncio.wait(running, timeout=_GRACE_SECONDS)
        await super().stop()


def build_worker(context: Context, queue: PatientQueue, jobs: Collection[PeriodicJob] = JOBS) -> PromptWorker:
    """A saq worker that does `jobs` with `context`."""
    holder = uuid.uuid4().hex
    crons = [
        CronJob(_function(context, job, holder), cron=job.cron, unique=True, timeout=job.seconds + 10, ttl=60)
        for job in jobs
    ]
    return PromptWorker(
        queue,
        functions=[],
        cron_jobs=crons,
        concurrency=len(crons),
        dequeue_timeout=DEQUEUE_SECONDS,
        timers=PartialTimersDict(schedule=1, worker_info=10, sweep=30, abort=1),
    )


def _function(context: Context, job: PeriodicJob, holder: str) -> Callable[[Any], Awaitable[None]]:
    async def run(_: Any) -> None:
        await run_job(context, job, holder)

    run.__qualname__ = job.name
    return run


async def work(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT; what is being done then is finished, at most for nine seconds."""
    async with open_context(settings) as context, indexing(context):
        queue = open_queue(settings)
        try:
            await build_worker(context, queue).start()
        finally:
            await queue.disconnect()


@asynccontextmanager
async def indexing(context: Context) -> AsyncIterator[None]:
    """Meanwhile the search index follows the messages: all the time, so no job, and Redis has no part in it."""
    indexer = Indexer(context.chat.stemmer, context.clock)
    following = asyncio.create_task(indexer.run_forever(), name="search index")
    try:
        yield
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


def main() -> None:
    """`astars worker`."""
    settings = Settings()
    configure(settings.log_level)
    # Its other messages tell of every run of every job, and warn at every stop.
    logging.getLogger("saq").setLevel(logging.ERROR)
    asyncio.run(work(settings))
