"""The worker process. JOBS is its table of contents.

saq on Redis says when; a lease in MongoDB says who; every job is idempotent. So a Redis that is lost, flushed or
restarted only delays, and any number of workers may run.
"""

import asyncio
import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from redis.asyncio import Redis
from redis.exceptions import RedisError
from saq import CronJob, Job, Worker
from saq.queue.redis import RedisQueue
from saq.types import PartialTimersDict

from realtime.availability import tell_changes
from realtime.expiry import announce, warn
from realtime.inbox_repair import repair
from realtime.search.indexing import Indexer
from server.admin.codes.jobs import make_certificates
from server.app import open_context
from server.attachments.jobs import sweep_attachments
from server.charts.jobs import deliver_chart_letters
from server.console.jobs import measure_answers
from server.context import Context
from server.deadlines.jobs import meet_choices, watch_deadlines
from server.desk.jobs import tend_desk
from server.logs import configure
from server.notifications.jobs import deliver, listen_to_telegram
from server.orders.jobs import complete_grants, expire_unpaid_orders, finish_refunds
from server.payments.jobs import close_prepayments, reconcile_payments
from server.privacy.jobs import finish_erasures
from server.push.jobs import tell_of_messages
from server.reviews.jobs import recount_ratings
from server.settings import Settings
from storage.leases import give_back_lease, take_lease

log = logging.getLogger(__name__)

_DEQUEUE_SECONDS: Final = 2.0
_REDIS_PAUSE_SECONDS: Final = 1.0
_GRACE_SECONDS: Final = 9
_EVERY_MINUTE: Final = "* * * * *"
_EVERY_5_SECONDS: Final = "* * * * * */5"
_EVERY_15_SECONDS: Final = "* * * * * */15"
_EVERY_20_SECONDS: Final = "* * * * * */20"
_EVERY_5_MINUTES: Final = "*/5 * * * *"
_EVERY_10_MINUTES: Final = "*/10 * * * *"
_EVERY_HOUR: Final = "17 * * * *"


@dataclass(frozen=True)
class PeriodicJob:
    """Work done again and again by one worker at a time; it is stopped, and its lease ends, after `seconds`."""

    name: str
    run: Callable[[Context], Awaitable[object]]
    cron: str
    seconds: int


async def announce_expiry(context: Context) -> None:
    """Tell people of consultations that time has ended, and of those that it is about to end."""
    await announce(context.chat, context.clock())
    await warn(context.chat, context.clock())


async def repair_inbox(context: Context) -> None:
    """Bring the inbox's copies up to the messages."""
    await repair(context.chat, context.clock())


async def tell_availability(context: Context) -> None:
    """Tell people of astrologers whose hours begin or end, or whose word of being away is over."""
    await tell_changes(context.chat, context.clock())


JOBS: Final = (
    PeriodicJob("payments.reconcile", reconcile_payments, _EVERY_MINUTE, seconds=55),
    PeriodicJob("payments.close_prepayments", close_prepayments, _EVERY_MINUTE, seconds=55),
    PeriodicJob("orders.complete_grants", complete_grants, _EVERY_MINUTE, seconds=55),
    PeriodicJob("orders.finish_refunds", finish_refunds, _EVERY_MINUTE, seconds=55),
    PeriodicJob("orders.expire_unpaid", expire_unpaid_orders, _EVERY_5_MINUTES, seconds=55),
    PeriodicJob("charts.deliver_letters", deliver_chart_letters, _EVERY_MINUTE, seconds=55),
    PeriodicJob("conversations.announce_expiry", announce_expiry, _EVERY_15_SECONDS, seconds=30),
    PeriodicJob("astrologers.tell_availability", tell_availability, _EVERY_15_SECONDS, seconds=30),
    PeriodicJob("astrologers.measure_answers", measure_answers, _EVERY_5_MINUTES, seconds=55),
    PeriodicJob("deadlines.watch", watch_deadlines, _EVERY_15_SECONDS, seconds=55),
    PeriodicJob("desk.tend", tend_desk, _EVERY_5_SECONDS, seconds=55),
    PeriodicJob("deadlines.meet_choices", meet_choices, _EVERY_MINUTE, seconds=55),
    PeriodicJob("accounts.finish_erasures", finish_erasures, _EVERY_15_SECONDS, seconds=55),
    PeriodicJob("attachments.sweep", sweep_attachments, _EVERY_10_MINUTES, seconds=300),
    PeriodicJob("conversations.repair_inbox", repair_inbox, _EVERY_20_SECONDS, seconds=30),
    PeriodicJob("push.tell", tell_of_messages, _EVERY_5_SECONDS, seconds=55),
    PeriodicJob("notifications.deliver", deliver, _EVERY_5_SECONDS, seconds=85),
    PeriodicJob("notifications.listen_to_telegram", listen_to_telegram, _EVERY_10_MINUTES, seconds=55),
    PeriodicJob("certificates.make", make_certificates, _EVERY_5_SECONDS, seconds=120),
    PeriodicJob("reviews.recount", recount_ratings, _EVERY_HOUR, seconds=300),
)


async def run_job(context: Context, job: PeriodicJob, holder: str) -> bool:
    """Do the work unless somebody else is at it; False then."""
    now = context.clock()
    name = f"job:{job.name}"
    if not await take_lease(name, holder=holder, until=now + timedelta(seconds=job.seconds), now=now):
        return False
    try:
        async with asyncio.timeout(job.seconds):
            await job.run(context)
    finally:
        await give_back_lease(name, holder=holder)
    return True


class PatientQueue(RedisQueue):
    """A queue that waits for a lost Redis to come back, where saq's own would spin."""

    async def dequeue(self, timeout: float = 0.0, poll_interval: float = 0.0) -> Job | None:
        """The next job, or None when there is none within `timeout` seconds or no Redis."""
        try:
            return await super().dequeue(timeout, poll_interval)
        except (RedisError, OSError) as error:
            log.warning("queue_unreachable", extra={"reason": type(error).__name__})
            await asyncio.sleep(_REDIS_PAUSE_SECONDS)
            return None


def open_queue(settings: Settings) -> PatientQueue:
    """The queue of these settings. Reading waits longer than a dequeue blocks, so a hung Redis is noticed too."""
    redis = Redis.from_url(
        settings.redis_url.get_secret_value(), socket_timeout=_DEQUEUE_SECONDS + 5, socket_connect_timeout=2
    )
    return PatientQueue(redis, name="astars")


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
        dequeue_timeout=_DEQUEUE_SECONDS,
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
