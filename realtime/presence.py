"""Presence: who is connected, over all processes. Availability is another thing: a person sets it.

Redis holds one sorted set a person (member: a socket, score: until when it counts). Every process renews its sockets
while they live, so a killed process's sockets fade within `LEASE_SECONDS`. Without Redis a process knows its own alone.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from redis.asyncio import Redis
from redis.exceptions import RedisError

from storage.ids import UserId

log = logging.getLogger(__name__)

LEASE_SECONDS: Final = 45.0
RENEW_SECONDS: Final = 15.0
GRACE_SECONDS: Final = 4.0


def _key(user_id: UserId) -> str:
    return f"astars:presence:{user_id}"


class Presence:
    """One process's part of presence. `clock` is wall time in seconds, because processes share the scores."""

    def __init__(self, redis: Redis, *, grace_seconds: float = GRACE_SECONDS) -> None:
        self._redis = redis
        self._sockets: dict[str, UserId] = {}
        self._here: Counter[UserId] = Counter()
        self.grace_seconds = grace_seconds

    async def connected(self, user_id: UserId, sid: str) -> bool:
        """A socket opened; True when the person was offline before."""
        first_here = self._here[user_id] == 0
        self._sockets[sid] = user_id
        self._here[user_id] += 1
        was_online = bool(await self._online_elsewhere([user_id])) or not first_here
        await self._renew({sid: user_id})
        return not was_online

    async def disconnected(self, sid: str) -> UserId | None:
        """A socket closed; answers whose it was when it was the person's last one anywhere we know of."""
        user_id = self._sockets.pop(sid, None)
        if user_id is None:
            return None
        self._here[user_id] -= 1
        was_last_here = self._here[user_id] <= 0
        if was_last_here:
            del self._here[user_id]
        await self._withdraw({sid: user_id})
        return user_id if was_last_here and not await self.online([user_id]) else None

    async def online(self, user_ids: Iterable[UserId]) -> set[UserId]:
        """Those of `user_ids` who have a live socket."""
        wanted = list(dict.fromkeys(user_ids))
        here = {one for one in wanted if self._here.get(one)}
        return here | await self._online_elsewhere([one for one in wanted if one not in here])

    async def renew_forever(self) -> None:
        """Keep this process's sockets counted; runs as a task of the process."""
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            await self._renew(dict(self._sockets))

    async def _online_elsewhere(self, user_ids: Sequence[UserId]) -> set[UserId]:
        if not user_ids:
            return set()
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for user_id in user_ids:
                    pipe.zcount(_key(user_id), time.time(), "+inf")
                counts = await pipe.execute()
        except (RedisError, OSError):
            return set()
        return {user_id for user_id, count in zip(user_ids, counts, strict=True) if count}

    async def _renew(self, sockets: dict[str, UserId]) -> None:
        if not sockets:
            return
        now = time.time()
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for sid, user_id in sockets.items():
                    pipe.zadd(_key(user_id), {sid: now + LEASE_SECONDS})
                for user_id in set(sockets.values()):
                    pipe.zremrangebyscore(_key(user_id), "-inf", now)
                    pipe.expire(_key(user_id), int(LEASE_SECONDS * 2))
                await pipe.execute()
        except (RedisError, OSError):
            log.warning("presence could not be renewed")
        # Whoever went while this was written was withdrawn too early.
        await self._withdraw({sid: user_id for sid, user_id in sockets.items() if sid not in self._sockets})

    async def _withdraw(self, sockets: dict[str, UserId]) -> None:
        if not sockets:
            return
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for sid, user_id in sockets.items():
                    pipe.zrem(_key(user_id), sid)
                await pipe.execute()
        except (RedisError, OSError):
            log.warning("presence could not be withdrawn")
