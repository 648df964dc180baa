"""Limits that hold over all processes, counted in Redis (library `limits`, sliding window counter)."""

import time
from contextlib import suppress
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from redis.asyncio import ConnectionPool
from redis.exceptions import RedisError

from realtime.errors import RateLimited, Unavailable


@dataclass(frozen=True)
class Limit:
    """A budget, e.g. `Limit("sms-phone", "5/hour")`. With `fails_closed`, no Redis means no."""

    name: str
    budget: str
    fails_closed: bool = False

    @property
    def item(self) -> RateLimitItem:
        """The library's form of the budget."""
        return parse(self.budget)


class Limiter:
    """Counts hits against budgets; one per process."""

    def __init__(self, redis_url: str) -> None:
        self._pool = ConnectionPool.from_url(redis_url, socket_timeout=2, socket_connect_timeout=2)
        storage = RedisStorage(
            "async+" + redis_url,
            implementation="redispy",
            key_prefix="astars:limits",
            connection_pool=self._pool,  # type: ignore[arg-type]  # the library hands it on as it is
        )
        self._window = SlidingWindowCounterRateLimiter(storage)

    async def hit(self, limit: Limit, key: str) -> None:
        """Spend one of `limit` for `key`; raises RateLimited (with the seconds to wait) when it is used up."""
        try:
            if await self._window.hit(limit.item, limit.name, key):
                return
            stats = await self._window.get_window_stats(limit.item, limit.name, key)
        except (RedisError, OSError) as error:
            if limit.fails_closed:
                raise Unavailable("limits cannot be counted") from error
            return
        raise RateLimited(retry_after_seconds=max(1.0, stats.reset_time - time.time()))

    async def check(self, limit: Limit, key: str) -> None:
        """Refuse as `hit` would, but spend nothing."""
        try:
            if await self._window.test(limit.item, limit.name, key):
                return
            stats = await self._window.get_window_stats(limit.item, limit.name, key)
        except (RedisError, OSError) as error:
            if limit.fails_closed:
                raise Unavailable("limits cannot be counted") from error
            return
        raise RateLimited(retry_after_seconds=max(1.0, stats.reset_time - time.time()))

    async def clear(self, limit: Limit, key: str) -> None:
        """Give back everything that `key` has spent of `limit`; without Redis nothing was spent."""
        with suppress(RedisError, OSError):
            await self._window.clear(limit.item, limit.name, key)

    async def close(self) -> None:
        """Close the connections to Redis."""
        await self._pool.aclose()
