"""The queue of jobs in Redis: saq's, which says when. Whoever loses it only waits."""

import asyncio
import logging
from typing import Final

from redis.asyncio import Redis
from redis.exceptions import RedisError
from saq import Job
from saq.queue.redis import RedisQueue

from server.jobs import PeriodicJob
from server.settings import Settings

log = logging.getLogger(__name__)

DEQUEUE_SECONDS: Final = 2.0
_REDIS_PAUSE_SECONDS: Final = 1.0


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
        settings.redis_url.get_secret_value(), socket_timeout=DEQUEUE_SECONDS + 5, socket_connect_timeout=2
    )
    return PatientQueue(redis, name="astars")


async def ask_for(settings: Settings, job: PeriodicJob) -> None:
    """Have a worker do it as soon as one can; asked for several times before that, it is done once.

    Raises RedisError or OSError when the queue cannot be reached.
    """
    queue = open_queue(settings)
    try:
        await queue.enqueue(job.name, key=f"asked:{job.name}", timeout=job.seconds + 10, ttl=60, retries=1)
    finally:
        await queue.disconnect()
